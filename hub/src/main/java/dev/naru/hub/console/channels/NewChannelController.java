package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelEditor;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.channel.PublishedTestKeys;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.user.Action;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Adds a channel. */
@Controller
final class NewChannelController {

  private final ChannelEditor editor;
  private final ChannelAdministration administration;
  private final Connectors connectors;
  private final Changes changes;
  private final ConsolePages pages;
  private final PublishedTestKeys testKeys;

  NewChannelController(
      ChannelEditor editor,
      ChannelAdministration administration,
      Connectors connectors,
      Changes changes,
      ConsolePages pages,
      ObjectProvider<PublishedTestKeys> testKeys) {
    this.editor = editor;
    this.administration = administration;
    this.connectors = connectors;
    this.changes = changes;
    this.pages = pages;
    this.testKeys = testKeys.getIfAvailable(() -> PublishedTestKeys.NONE);
  }

  @GetMapping("/console/channels/new")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> form(Visit visit, Form form) {
    return pages.page(visit, "channels/new", model(visit, form));
  }

  private Map<String, Object> model(Visit visit, Form form) {
    return Map.of(
        "form",
        form,
        "pgs",
        ChannelForm.ofAll(connectors, visit),
        "names",
        ChannelForm.names(connectors, visit),
        "hasTestKeys",
        !testKeys.equals(PublishedTestKeys.NONE));
  }

  @PostMapping("/console/channels/new")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> add(Visit visit, Form form) {
    Optional<PgConnector> pg = connectors.of(form.get("pg"));
    if (pg.isEmpty()) {
      form.wrong("pg", visit.text("channels.unknown-pg"));
      return pages.wrong(visit, "channels/new", model(visit, form));
    }
    String mid = form.get("mid");
    Mode mode = form.get("mode").equals("live") ? Mode.LIVE : Mode.SANDBOX;
    Map<String, String> unsaid = mode == Mode.SANDBOX ? testKeys.of(mid) : Map.of();
    Map<String, String> settings = ChannelForm.sent(pg.get(), form, unsaid);
    check(visit, form, pg.get(), mid, mode, settings);
    ChannelForm.check(pg.get(), settings, form, visit);
    if (!form.isWrong()) {
      add(
          visit,
          form,
          pg.get(),
          new NewChannel(
              visit.merchant().id(),
              pg.get().provider(),
              mid,
              mode,
              settings,
              form.is("default", false),
              form.is("billing", false)));
    }
    return form.isWrong()
        ? pages.wrong(visit, "channels/new", model(visit, form))
        : ConsolePages.to("/console/channels", "channels.said-added");
  }

  private void check(
      Visit visit, Form form, PgConnector pg, String mid, Mode mode, Map<String, String> settings) {
    if (!ChannelEditor.isMid(mid)) {
      form.wrong("mid", visit.text(mid.isEmpty() ? "setting.missing" : "channels.mid-form"));
      return;
    }
    editor
        .same(visit.merchant().id(), pg, mid)
        .ifPresent(same ->
            form.wrong(
                "mid",
                visit.text(
                    same.disabledAt() == null ? "channels.there" : "channels.there-disabled")));
    administration
        .refusal(pg, mid, mode, settings)
        .ifPresent(mixing -> form.wrong("mode", mixing(visit, mixing)));
  }

  static String mixing(Visit visit, ChannelAdministration.Mixing mixing) {
    String reason = mixing.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return visit.text("channels.mixing-" + reason);
  }

  private void add(Visit visit, Form form, PgConnector pg, NewChannel wanted) {
    try {
      changes.make(
          visit,
          () -> {
            Entry made = editor.add(wanted);
            Map<String, String> after =
                new TreeMap<>(ChannelEditor.withoutSecrets(pg, wanted.settings()));
            after.put("pg", made.provider());
            after.put("mid", made.mid());
            after.put("mode", made.mode() == Mode.LIVE ? "live" : "sandbox");
            after.put("default", String.valueOf(made.isDefault()));
            after.put("billing", String.valueOf(made.forBilling()));
            return Optional.of(new Changes.Line("channel add", made.channelKey(), Map.of(), after));
          });
    } catch (DuplicateKeyException pressedTwice) {
      form.wrong("mid", visit.text("channels.there"));
    }
  }
}
