package dev.naru.hub.console.payments;

import dev.naru.hub.channel.StandardCodes;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Display;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.Cancellation.Command;
import dev.naru.hub.payment.Cancellation.Result;
import dev.naru.hub.payment.Cancellation.Terms;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.user.Action;
import dev.naru.pg.spi.Cancels.CancelRequest.RefundAccount;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that cancels a payment or a part of it. */
@Controller
final class RefundController {

  private static final int LONGEST_REASON = 200;

  private final Payments payments;
  private final Cancellation cancellation;
  private final Changes changes;
  private final ConsolePages pages;

  RefundController(
      Payments payments, Cancellation cancellation, Changes changes, ConsolePages pages) {
    this.payments = payments;
    this.cancellation = cancellation;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/payments/{number}/cancel")
  @Needs(Action.CANCEL_PAYMENTS)
  ResponseEntity<byte[]> ask(
      Visit visit,
      Form form,
      @PathVariable String number,
      @RequestParam Map<String, String> typed) {
    Payment payment = ConsolePages.there(payments.find(visit.merchant().id(), number));
    // The address carries what was typed when the preview was requested.
    Map<String, String> values = new HashMap<>(typed);
    values.keySet().removeIf(name -> name.startsWith("_") || name.equals("lang"));
    Form shown = form.isEmpty() && values.containsKey("amount") ? Form.of(values) : form;
    Terms now = cancellation.terms(visit.merchant().id(), number).orElseThrow();
    if (!shown.isEmpty()) {
      Asked.of(visit, shown, now);
    }
    return shown.isWrong()
        ? pages.wrong(visit, "payments/cancel", model(payment, now, shown))
        : pages.page(visit, "payments/cancel", model(payment, now, shown));
  }

  @PostMapping("/console/payments/{number}/cancel")
  @Needs(Action.CANCEL_PAYMENTS)
  ResponseEntity<byte[]> cancel(Visit visit, Form form, @PathVariable String number) {
    long merchantId = visit.merchant().id();
    Payment payment = ConsolePages.there(payments.find(merchantId, number));
    Terms before = cancellation.terms(merchantId, number).orElseThrow();
    Asked asked = Asked.of(visit, form, before);
    if (asked == null || form.isWrong()) {
      return pages.wrong(visit, "payments/cancel", model(payment, before, form));
    }
    note(visit, payment, asked, "payment cancel", Map.of());
    Result result =
        cancellation.cancel(
            new Command(
                merchantId,
                number,
                null,
                asked.amount(),
                asked.taxFree(),
                asked.vat(),
                asked.left(),
                asked.reason(),
                asked.account(),
                true));
    if (result instanceof Result.Cancelled) {
      return ConsolePages.to("/console/payments/" + number, "payments.said-cancelled");
    }
    note(
        visit,
        payment,
        asked,
        "payment cancel not done",
        Map.of("result", result.getClass().getSimpleName()));
    if (result instanceof Result.Unresolved || result instanceof Result.ChargeUnresolved) {
      return ConsolePages.to("/console/payments/" + number, "payments.said-unresolved");
    }
    Terms now = cancellation.terms(merchantId, number).orElseThrow();
    say(visit, form, payment, result, now);
    return pages.wrong(visit, "payments/cancel", model(payment, now, form));
  }

  private void note(
      Visit visit, Payment payment, Asked asked, String what, Map<String, String> more) {
    Map<String, String> after = new LinkedHashMap<>(more);
    after.put("amount", String.valueOf(asked.amount()));
    after.put("reason", asked.reason());
    changes.note(
        visit,
        new Changes.Line(
            what,
            payment.paymentNumber(),
            Map.of("remaining", String.valueOf(asked.left())),
            after));
  }

  private static void say(Visit visit, Form form, Payment payment, Result result, Terms now) {
    String currency = payment.amount().currency();
    switch (result) {
      case Result.ExceedsRemaining(long remaining) ->
          form.wrong(
              "amount",
              visit.text("payments.wrong-above", Display.money(visit, remaining, currency)));
      case Result.NothingLeft _ -> form.wrong("", visit.text("payments.wrong-nothing-left"));
      case Result.NotFound _ -> form.wrong("", visit.text("payments.wrong-not-paid"));
      case Result.ChecksumDiffers _ ->
          form.wrong(
              "",
              visit.text(
                  "payments.wrong-changed", Display.money(visit, now.remainingMinor(), currency)));
      case Result.ExceedsTaxFree(long most) ->
          form.wrong(
              "tax-free", visit.text("payments.wrong-part", Display.money(visit, most, currency)));
      case Result.ExceedsTaxed(long most) ->
          form.wrong(
              "amount", visit.text("payments.wrong-taxed", Display.money(visit, most, currency)));
      case Result.ExceedsVat(long most) ->
          form.wrong(
              "vat", visit.text("payments.wrong-part", Display.money(visit, most, currency)));
      case Result.Refused(String code, String text) ->
          form.wrong("", visit.text("payments.wrong-refused", (text + " " + code).strip()));
      case Result.NotSent _ -> form.wrong("", visit.text("payments.wrong-not-sent"));
      case Result.Cancelled _, Result.Unresolved _, Result.ChargeUnresolved _ ->
          throw new IllegalStateException("nothing is wrong");
    }
  }

  private static Map<String, Object> model(Payment payment, Terms terms, Form form) {
    Map<String, Object> model = new HashMap<>();
    model.put("payment", payment);
    model.put("terms", terms);
    model.put("form", form);
    model.put("banks", StandardCodes.BANKS);
    model.put("preview", Preview.of(payment, terms, form));
    return model;
  }

  /**
   * A cancel as it was typed.
   *
   * @param left how much the page said was left of the payment: if two people cancel at once, the
   *     second one's figure no longer holds, and the cancel is refused
   */
  private record Asked(
      long amount,
      @Nullable Long taxFree,
      @Nullable Long vat,
      long left,
      String reason,
      @Nullable RefundAccount account) {

    /** Reads the cancel; null where something is wrong, which the form then says at its field. */
    static @Nullable Asked of(Visit visit, Form form, Terms terms) {
      Long amount = Preview.number(form.get("amount"));
      if (amount == null || amount == 0) {
        form.wrong("amount", visit.text("payments.wrong-amount"));
      }
      Long left = Preview.number(form.get("left", String.valueOf(terms.remainingMinor())));
      Long taxFree = part(visit, form, "tax-free");
      Long vat = part(visit, form, "vat");
      String reason = form.get("reason");
      RefundAccount account = terms.needsRefundAccount() ? account(visit, form) : null;
      return form.isWrong() || amount == null
          ? null
          : new Asked(
              amount,
              taxFree,
              vat,
              left == null ? terms.remainingMinor() : left,
              reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
              account);
    }

    private static @Nullable Long part(Visit visit, Form form, String name) {
      if (form.get(name).isEmpty()) {
        return null;
      }
      Long number = Preview.number(form.get(name));
      if (number == null) {
        form.wrong(name, visit.text("payments.wrong-number"));
      }
      return number;
    }

    private static @Nullable RefundAccount account(Visit visit, Form form) {
      String bank = form.get("bank");
      String number = form.get("account").replaceAll("[\\s-]", "");
      String holder = form.get("holder");
      if (!StandardCodes.BANKS.containsKey(bank)) {
        form.wrong("bank", visit.text("payments.wrong-bank"));
      }
      if (!number.matches("[0-9]{6,20}")) {
        form.wrong("account", visit.text("payments.wrong-account"));
      }
      if (holder.isEmpty() || holder.length() > 50) {
        form.wrong("holder", visit.text("payments.wrong-holder"));
      }
      return form.isWrong() ? null : new RefundAccount(bank, number, holder);
    }
  }
}
