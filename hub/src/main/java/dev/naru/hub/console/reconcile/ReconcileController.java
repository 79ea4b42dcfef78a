package dev.naru.hub.console.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Display;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Typed;
import dev.naru.hub.console.Visit;
import dev.naru.hub.payment.Obstacle;
import dev.naru.hub.reconcile.DifferenceCsv;
import dev.naru.hub.reconcile.Differences;
import dev.naru.hub.reconcile.Differences.Action;
import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.reconcile.Differences.Settled;
import dev.naru.hub.reconcile.Differences.SettledAll;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of differences between the book and the PGs' lists, and of what is done about each. */
@Controller
final class ReconcileController {

  private static final int SHOWN = 200;
  private static final int LISTS_SHOWN = 20;
  private static final int LONGEST_REASON = 200;

  private final Differences differences;
  private final PgStatements statements;
  private final ChannelAdministration channels;
  private final DifferenceCsv csv;
  private final Changes changes;
  private final ConsolePages pages;
  private final InstantSource time;

  ReconcileController(
      Differences differences,
      PgStatements statements,
      ChannelAdministration channels,
      DifferenceCsv csv,
      Changes changes,
      ConsolePages pages,
      InstantSource time) {
    this.differences = differences;
    this.statements = statements;
    this.channels = channels;
    this.csv = csv;
    this.changes = changes;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console/reconcile")
  @Needs(dev.naru.hub.user.Action.SEE_RECONCILIATION)
  ResponseEntity<byte[]> show(Visit visit, @RequestParam Map<String, String> params) {
    return pages.page(visit, "reconcile/show", model(visit, Form.of(Map.of()), params));
  }

  /** The page with the errors of a form. */
  ResponseEntity<byte[]> wrong(Visit visit, Form form) {
    return pages.wrong(visit, "reconcile/show", model(visit, form, Map.of()));
  }

  private Map<String, Object> model(Visit visit, Form form, Map<String, String> params) {
    long merchantId = visit.merchant().id();
    Map<String, Object> model = new HashMap<>();
    model.put("form", form);
    model.put("differences", differences.list(filter(merchantId, params), SHOWN));
    model.put("open", differences.open(merchantId));
    model.put("chosen", params.getOrDefault("class", ""));
    model.put("day", params.getOrDefault("day", ""));
    model.put("all", params.containsKey("all"));
    model.put("statements", statements.list(merchantId, null, LISTS_SHOWN));
    model.put("lists", lists(visit));
    model.put("yesterday", Display.day(time.instant()).minusDays(1).toString());
    return model;
  }

  static Filter filter(long merchantId, Map<String, String> params) {
    LocalDate day = Typed.day(params.getOrDefault("day", "")).orElse(null);
    return new Filter(
        merchantId,
        null,
        day,
        day,
        classOf(params.getOrDefault("class", "")),
        params.containsKey("all") ? null : true);
  }

  private static @Nullable DifferenceClass classOf(String word) {
    return Arrays.stream(DifferenceClass.values())
        .filter(each -> each.name().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }

  /** The lists that can be fetched or uploaded, keyed by {@code channel id/form}. */
  private Map<String, String> lists(Visit visit) {
    Map<String, String> lists = new LinkedHashMap<>();
    for (ChannelAdministration.Entry channel : channels.all(visit.merchant().id())) {
      for (StatementForm form : statements.forms(channel.merchantId(), channel.id())) {
        lists.put(
            channel.id() + "/" + form.code(),
            channel.provider()
                + " "
                + channel.mid()
                + " · "
                + form.name().in(visit.texts().language()));
      }
    }
    return lists;
  }

  @PostMapping("/console/reconcile/settle")
  @Needs(dev.naru.hub.user.Action.SETTLE_DIFFERENCES)
  ResponseEntity<byte[]> settle(Visit visit, Form form) {
    Optional<Action> action = action(form);
    Optional<UUID> id = Typed.id(form.get("id"));
    if (action.isEmpty() || id.isEmpty()) {
      return pages.notFound(visit);
    }
    long merchantId = visit.merchant().id();
    Difference found = ConsolePages.there(differences.find(merchantId, id.get()));
    note(visit, found.pgOrderNumber(), action.get(), reason(visit, form));
    Settled settled =
        differences.settle(
            merchantId,
            id.get(),
            action.get(),
            form.get("order").isEmpty() ? null : form.get("order"),
            reason(visit, form),
            visit.user().email());
    return switch (settled) {
      case Settled.Done _ -> ConsolePages.to("/console/reconcile", "reconcile.said-settled");
      case Settled.NotOpen _ -> ConsolePages.to("/console/reconcile", "reconcile.said-not-open");
      case Settled.Refused(Obstacle why) -> {
        form.wrong("", visit.text("reconcile.wrong-refused", said(visit, why)));
        yield wrong(visit, form);
      }
      case Settled.Unclear(String why) -> {
        form.wrong("", visit.text("reconcile.wrong-unclear", why));
        yield wrong(visit, form);
      }
    };
  }

  @PostMapping("/console/reconcile/settle-all")
  @Needs(dev.naru.hub.user.Action.SETTLE_DIFFERENCES)
  ResponseEntity<byte[]> settleAll(Visit visit, Form form) {
    Optional<Action> action = action(form);
    DifferenceClass of = classOf(form.get("class"));
    if (action.isEmpty() || of == null) {
      return pages.notFound(visit);
    }
    LocalDate day = Typed.day(form.get("day")).orElse(null);
    note(visit, of.name().toLowerCase(Locale.ROOT), action.get(), reason(visit, form));
    SettledAll all =
        differences.settleAll(
            new Filter(visit.merchant().id(), null, day, day, of, true),
            action.get(),
            Map.of(),
            reason(visit, form),
            visit.user().email(),
            _ -> {});
    if (all.open() == 0) {
      return ConsolePages.to("/console/reconcile", "reconcile.said-settled-all");
    }
    String left =
        all.left().entrySet().stream()
            .limit(5)
            .map(each -> each.getKey() + ": " + said(visit, each.getValue()))
            .collect(Collectors.joining(" · "));
    form.wrong(
        "", (visit.text("reconcile.wrong-left", all.done(), all.open()) + " " + left).strip());
    return wrong(visit, form);
  }

  private static String said(Visit visit, Obstacle why) {
    return visit.text("reconcile.obstacle-" + why.kind().key(), why.values().toArray());
  }

  private void note(Visit visit, String subject, Action action, String reason) {
    changes.note(
        visit,
        new Changes.Line(
            "reconcile settle",
            subject,
            Map.of(),
            Map.of("as", action.name().toLowerCase(Locale.ROOT), "reason", reason)));
  }

  private static String reason(Visit visit, Form form) {
    String typed = form.get("reason");
    String reason = typed.isEmpty() ? visit.text("reconcile.reason-default") : typed;
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  private static Optional<Action> action(Form form) {
    return Arrays.stream(Action.values())
        .filter(each -> each.name().equalsIgnoreCase(form.get("as")))
        .findFirst();
  }

  /** Exports the differences; docs/guides/reconcile.md names the columns. */
  @GetMapping("/console/reconcile/export")
  @Needs(dev.naru.hub.user.Action.EXPORT_PAYMENTS)
  void export(Visit visit, @RequestParam Map<String, String> params, HttpServletResponse response)
      throws IOException {
    changes.note(
        visit,
        new Changes.Line("reconcile export", visit.merchant().userCode(), Map.of(), Map.of()));
    String day = LocalDate.ofInstant(time.instant(), Korea.ZONE).toString();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"differences-" + day + ".csv\"");
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8))) {
      out.write('\uFEFF'); // spreadsheets take it for UTF-8 then
      Filter asked = filter(visit.merchant().id(), params);
      csv.write(
          new Filter(asked.merchantId(), null, asked.from(), asked.to(), asked.of(), null), out);
    }
  }
}
