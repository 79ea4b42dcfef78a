package dev.naru.hub.console.payments;

import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.payment.Unresolved.Asked;
import dev.naru.hub.payment.Unresolved.Case;
import dev.naru.hub.payment.Unresolved.Closed;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import dev.naru.hub.user.Action;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page of payments whose outcome is unknown: lists them, asks the PG again, and closes them
 * with a reason.
 */
@Controller
final class UnresolvedController {

  private static final int MOST = 200;

  private final Unresolved unresolved;
  private final Changes changes;
  private final ConsolePages pages;

  UnresolvedController(Unresolved unresolved, Changes changes, ConsolePages pages) {
    this.unresolved = unresolved;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/unresolved")
  @Needs(Action.SEE_PAYMENTS)
  ResponseEntity<byte[]> list(Visit visit) {
    return pages.page(
        visit,
        "payments/unresolved",
        Map.of("cases", unresolved.list(visit.merchant().id(), MOST)));
  }

  @PostMapping("/console/unresolved/{id}/ask")
  @Needs(Action.ASK_PG)
  ResponseEntity<byte[]> ask(Visit visit, @PathVariable String id) {
    Case open = ConsolePages.there(find(visit, id));
    changes.note(
        visit,
        new Changes.Line("unresolved ask", open.paymentNumber(), Map.of(), Map.of("case", id)));
    return ConsolePages.to(
        "/console/payments/" + open.paymentNumber(),
        switch (unresolved.ask(open.id())) {
          case Asked.Settled _ -> "payments.said-settled";
          case Asked.StillUnknown _ -> "payments.said-still-unknown";
          case Asked.UnderWay _ -> "payments.said-under-way";
          case Asked.NoSuchCase _ -> "payments.said-settled";
        });
  }

  @GetMapping("/console/unresolved/{id}")
  @Needs(Action.CLOSE_UNRESOLVED)
  ResponseEntity<byte[]> closing(Visit visit, Form form, @PathVariable String id) {
    Case open = ConsolePages.there(find(visit, id));
    return pages.page(visit, "payments/close", model(open, form));
  }

  @PostMapping("/console/unresolved/{id}")
  @Needs(Action.CLOSE_UNRESOLVED)
  ResponseEntity<byte[]> close(Visit visit, Form form, @PathVariable String id) {
    Case open = ConsolePages.there(find(visit, id));
    Optional<Verdict> verdict =
        verdicts(open).stream()
            .filter(each -> each.name().equalsIgnoreCase(form.get("verdict")))
            .findFirst();
    if (verdict.isEmpty()) {
      form.wrong("verdict", visit.text("payments.wrong-verdict"));
    }
    if (form.get("reason").isEmpty()) {
      form.wrong("reason", visit.text("payments.wrong-reason"));
    }
    if (verdict.isEmpty() || form.isWrong()) {
      return pages.wrong(visit, "payments/close", model(open, form));
    }
    Map<String, String> after = new LinkedHashMap<>();
    after.put("verdict", verdict.get().name());
    after.put("reason", form.get("reason"));
    changes.note(
        visit, new Changes.Line("unresolved close", open.paymentNumber(), Map.of(), after));
    String tid = form.get("pg-tid");
    Closed closed =
        unresolved.close(
            new Word(
                open.id(),
                verdict.get(),
                tid.isEmpty() ? null : tid,
                form.get("reason"),
                visit.user().email()));
    return switch (closed) {
      case Closed.Done _ ->
          ConsolePages.to("/console/payments/" + open.paymentNumber(), "payments.said-closed");
      case Closed.NoSuchCase _ ->
          ConsolePages.to("/console/payments/" + open.paymentNumber(), "payments.said-settled");
      case Closed.UnderWay _ -> {
        form.wrong("", visit.text("payments.wrong-under-way"));
        yield pages.wrong(visit, "payments/close", model(open, form));
      }
      case Closed.Refused(String why) -> {
        form.wrong("", visit.text("payments.wrong-refused", why));
        yield pages.wrong(visit, "payments/close", model(open, form));
      }
    };
  }

  private static Map<String, Object> model(Case open, Form form) {
    Map<String, Object> model = new HashMap<>();
    model.put("open", open);
    model.put("form", form);
    model.put(
        "verdicts",
        verdicts(open).stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    return model;
  }

  private static List<Verdict> verdicts(Case open) {
    return Arrays.stream(Verdict.values()).filter(each -> each.fits(open.kind())).toList();
  }

  /** The merchant's case of this id; empty for another merchant's (G31). */
  private Optional<Case> find(Visit visit, String id) {
    try {
      return unresolved
          .find(UUID.fromString(id))
          .filter(open -> open.merchantId() == visit.merchant().id());
    } catch (IllegalArgumentException noId) {
      return Optional.empty();
    }
  }
}
