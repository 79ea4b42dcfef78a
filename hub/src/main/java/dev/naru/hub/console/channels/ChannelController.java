package dev.naru.hub.console.channels;

import dev.naru.hub.brake.LocalBrake;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelCheck;
import dev.naru.hub.channel.ChannelEditor;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.user.Action;
import dev.naru.pg.spi.PgConnector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of one channel: shows, changes and checks it. */
@Controller
final class ChannelController {

  /** How many checks of its channels one merchant may run in a minute, since each calls the PG. */
  static final int CHECKS_PER_MINUTE = 10;

  private final Channels channels;
  private final ChannelAdministration administration;
  private final ChannelCheck check;
  private final Connectors connectors;
  private final Changes changes;
  private final ConsolePages pages;
  private final LocalBrake brake;

  ChannelController(
      Channels channels,
      ChannelAdministration administration,
      ChannelCheck check,
      Connectors connectors,
      Changes changes,
      ConsolePages pages,
      InstantSource time) {
    this.channels = channels;
    this.administration = administration;
    this.check = check;
    this.connectors = connectors;
    this.changes = changes;
    this.pages = pages;
    this.brake = new LocalBrake(CHECKS_PER_MINUTE, Duration.ofMinutes(1), time);
  }

  @GetMapping("/console/channels/{key}")
  @Needs(Action.SEE_CHANNELS)
  ResponseEntity<byte[]> show(Visit visit, Form form, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    return pages.page(visit, "channels/edit", model(visit, entry, form, List.of()));
  }

  /** The visit's merchant's channel with this key; empty for another merchant's. */
  private Optional<Entry> find(Visit visit, String key) {
    return administration.find(key).filter(entry -> entry.merchantId() == visit.merchant().id());
  }

  private Map<String, String> settings(Entry entry) {
    return channels.byId(entry.merchantId(), entry.id()).orElseThrow().config().settings();
  }

  private Map<String, Object> model(
      Visit visit, Entry entry, Form form, List<ChannelFinding> findings) {
    PgConnector pg = connectors.of(entry.provider()).orElseThrow();
    Map<String, Object> model = new HashMap<>();
    model.put("entry", entry);
    model.put("form", form);
    model.put("pg", ChannelForm.of(pg, settings(entry), visit));
    model.put("findings", findings);
    return model;
  }

  @PostMapping("/console/channels/{key}")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> save(Visit visit, Form form, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    PgConnector pg = connectors.of(entry.provider()).orElseThrow();
    Map<String, String> before = settings(entry);
    Map<String, String> after = ChannelForm.sent(pg, form, before);
    ChannelForm.check(pg, after, form, visit);
    administration
        .refusal(pg, entry.mid(), entry.mode(), after)
        .ifPresent(mixing -> form.wrong("", NewChannelController.mixing(visit, mixing)));
    if (form.isWrong()) {
      return pages.wrong(visit, "channels/edit", model(visit, entry, form, List.of()));
    }
    changes.make(visit, () -> change(entry, pg, before, after, form.is("billing", false)));
    return ConsolePages.to("/console/channels/" + key, "channels.said-saved");
  }

  private Optional<Changes.Line> change(
      Entry entry,
      PgConnector pg,
      Map<String, String> before,
      Map<String, String> after,
      boolean forBilling) {
    administration.change(entry, after, forBilling);
    Map<String, String> was = new TreeMap<>(ChannelEditor.withoutSecrets(pg, before));
    Map<String, String> is = new TreeMap<>(ChannelEditor.withoutSecrets(pg, complete(pg, after)));
    was.put("billing", String.valueOf(entry.forBilling()));
    is.put("billing", String.valueOf(forBilling));
    for (Map.Entry<String, String> now : Map.copyOf(is).entrySet()) {
      String name = now.getKey();
      boolean same = now.getValue().equals(was.get(name));
      boolean sameSecret = before.getOrDefault(name, "").equals(after.getOrDefault(name, ""));
      if (same && (!now.getValue().equals("***") || sameSecret)) {
        was.remove(name);
        is.remove(name);
      }
    }
    return was.isEmpty() && is.isEmpty()
        ? Optional.empty()
        : Optional.of(new Changes.Line("channel set", entry.channelKey(), was, is));
  }

  /** The settings with the defaults filled in, as they are stored. */
  private static Map<String, String> complete(PgConnector pg, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    pg.settings().forEach(field -> all.putIfAbsent(field.key(), field.defaultValue()));
    return all;
  }

  @PostMapping("/console/channels/{key}/check")
  @Needs(Action.CHECK_CHANNELS)
  ResponseEntity<byte[]> check(Visit visit, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    Form nothing = Form.of(Map.of());
    if (brake.use("merchant " + visit.merchant().id(), 1).isPresent()) {
      nothing.wrong("", visit.text("channels.checked-often"));
      return pages.wrong(visit, "channels/edit", model(visit, entry, nothing, List.of()));
    }
    PgConnector pg = connectors.of(entry.provider()).orElseThrow();
    List<ChannelFinding> findings =
        check.check(entry).stream().map(it -> ChannelFinding.of(it, pg, visit)).toList();
    return pages.page(visit, "channels/edit", model(visit, entry, nothing, findings));
  }

  @PostMapping("/console/channels/{key}/disable")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> disable(Visit visit, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    change(visit, entry, "disable", entry.disabledAt() == null, administration::disable);
    return said(entry, entry.isDefault() ? "disable-default" : "disable");
  }

  @PostMapping("/console/channels/{key}/enable")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> enable(Visit visit, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    change(visit, entry, "enable", entry.disabledAt() != null, administration::enable);
    return said(entry, "enable");
  }

  private void change(
      Visit visit, Entry entry, String what, boolean isNeeded, Consumer<Entry> change) {
    changes.make(
        visit,
        () -> {
          if (!isNeeded) {
            return Optional.empty();
          }
          change.accept(entry);
          return Optional.of(line(entry, what, Map.of()));
        });
  }

  @PostMapping("/console/channels/{key}/default")
  @Needs(Action.CHANGE_CHANNELS)
  ResponseEntity<byte[]> makeDefault(Visit visit, @PathVariable("key") String key) {
    Entry entry = ConsolePages.there(find(visit, key));
    changes.make(
        visit,
        () -> {
          if (entry.isDefault()) {
            return Optional.empty();
          }
          Optional<String> before = administration.makeDefault(entry);
          return Optional.of(
              line(
                  entry,
                  "default",
                  before.map(channel -> Map.of("default", channel)).orElse(Map.of())));
        });
    return said(entry, "default");
  }

  private static Changes.Line line(Entry entry, String what, Map<String, String> before) {
    return new Changes.Line("channel " + what, entry.channelKey(), before, Map.of());
  }

  private static ResponseEntity<byte[]> said(Entry entry, String what) {
    return ConsolePages.to("/console/channels/" + entry.channelKey(), "channels.said-" + what);
  }
}
