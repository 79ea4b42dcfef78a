package dev.naru.hub.checkout;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.time.Korea;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The pages that a phone ends on when the shop gave no {@code m_redirect_url}. Anybody can write an
 * address of these pages, so they show a query value only if it looks like a payment number or an
 * error code, and never as a sentence of the hub's.
 */
@RestController
class OutcomePages {

  private static final Pattern REFERENCE = Pattern.compile("imps?_[0-9]{1,27}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Checkouts checkouts;
  private final PageRenderer pages;

  OutcomePages(Checkouts checkouts, PageRenderer pages) {
    this.checkouts = checkouts;
    this.pages = pages;
  }

  @GetMapping("/payments/success")
  ResponseEntity<byte[]> success(
      @RequestParam(name = "imp_uid", defaultValue = "") String paymentNumber,
      @RequestParam(name = "checkout", defaultValue = "") String token,
      @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
    Texts texts = Texts.preferred(language);
    return checkouts
        .find(token)
        .map(Checkout::payment)
        .filter(
            payment -> payment.account() != null && payment.paymentNumber().equals(paymentNumber))
        .map(payment -> page("account", texts, paymentNumber, "", account(texts, payment)))
        .orElseGet(() -> page("success", texts, paymentNumber, "", Map.of()));
  }

  @GetMapping("/payments/fail")
  ResponseEntity<byte[]> fail(
      @RequestParam(name = "imp_uid", defaultValue = "") String paymentNumber,
      @RequestParam(name = "error_code", defaultValue = "") String errorCode,
      @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
    return page("fail", Texts.preferred(language), paymentNumber, errorCode, Map.of());
  }

  /** The virtual account and its deadline in Korean time: label to value, in reading order. */
  private static Map<String, String> account(Texts texts, Payment payment) {
    Payment.Account account = Objects.requireNonNull(payment.account());
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(texts.get("account.bank"), account.bank().name());
    rows.put(texts.get("account.number"), account.number());
    rows.put(texts.get("account.holder"), account.holder());
    rows.put(
        texts.get("account.amount"),
        String.format(
            Locale.ROOT, "%,d %s", payment.amount().minor(), payment.amount().currency()));
    rows.put(texts.get("account.due"), account.due().atZone(Korea.ZONE).format(DEADLINE));
    return rows;
  }

  private ResponseEntity<byte[]> page(
      String outcome, Texts texts, String paymentNumber, String code, Map<String, String> account) {
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/outcome",
        texts,
        nonce,
        ContentSecurity.own(nonce, "'none'"),
        Map.of(
            "outcome",
            outcome,
            "account",
            account,
            "paymentNumber",
            REFERENCE.matcher(paymentNumber).matches() ? paymentNumber : "",
            "code",
            CODE.matcher(code).matches() ? code : ""));
  }
}
