package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreaTime;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.spi.WindowRequest.Cards;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code pay_options} of a registration, by method (protocols/mobilians.md §2.3, §4.2). */
final class PayOptions {
  private static final Pattern MOBILE_NUMBER = Pattern.compile("01[0-9]{8,9}");
  private static final Set<String> CARRIERS = Set.of("SKT", "KTF", "LGT", "CJH", "KCT", "SKL");

  /**
   * The days until a virtual account's deadline when the shop named none; V1's default for the old
   * module (spec/pg-rules.md §3.1).
   */
  private static final int DEFAULT_DUE_DAYS = 5;

  /** The days for which KG keeps an account open after its deadline. */
  private static final int CLOSED_AFTER_DUE_DAYS = 7;

  private static final int TRANSFER_RECEIPT_DIGITS = 20;
  private static final int EASY_PAY_RECEIPT_DIGITS = 11;

  private final PersistedAttempt attempt;
  private final WindowRequest request;
  private final Bypass bypass;

  PayOptions(PersistedAttempt attempt, WindowRequest request) {
    this.attempt = attempt;
    this.request = request;
    this.bypass = new Bypass(request);
  }

  SequencedMap<String, Object> of(CashCode cashCode, Instant now) {
    SequencedMap<String, Object> options = new LinkedHashMap<>(bypass.options(cashCode));
    switch (cashCode) {
      case MC -> phone(options);
      case CN -> card(options);
      case RA -> transfer(options);
      case VA -> account(options, depositClosure(request, now));
      case EP -> easyPay(options);
    }
    if (request.key() != null) {
      OpenKeyWindow.put(options, cashCode);
    }
    return options;
  }

  /** The last day on which a deposit is accepted. */
  static LocalDate depositClosure(WindowRequest request, Instant now) {
    return request.vbankDue() == null
        ? KoreaTime.day(now).plusDays(DEFAULT_DUE_DAYS)
        : request.vbankDue().toLocalDate();
  }

  private void phone(SequencedMap<String, Object> options) {
    String carrier = carrier(request.carrier());
    if (CARRIERS.contains(carrier)) {
      options.put("mc_default_comm_id", carrier);
    }
    // A landline number, as in the guides' samples, is left out: the buyer would have to replace
    // it.
    Optional<String> number = mobileNumber();
    number.ifPresent(digits -> options.put("mc_no", digits));
    if (number.isEmpty()) {
      options.remove("mc_fix_no");
    }
  }

  private static String carrier(@Nullable String carrier) {
    String code = carrier == null ? "" : carrier.toUpperCase(Locale.ROOT);
    return code.equals("KT") ? "KTF" : code;
  }

  private void card(SequencedMap<String, Object> options) {
    Cards cards = request.cards();
    if (cards.direct() != null) {
      String months = Instalments.two(cards.direct().quotaMonths());
      MobiliansCards.code(cards.direct().code())
          .ifPresent(code -> options.put("cn_direct", code + ":" + months));
    } else {
      Instalments.put(options, cards.quotas(), attempt.amount().minor());
    }
    List<String> wanted = cardsLeft(cards.rules());
    if (!wanted.isEmpty()) {
      options.put("cn_fix_card", String.join(":", wanted));
    }
    putBillType(options, "cn_bill_type");
  }

  /** KG's codes of the cards that the rules allow; empty when they allow all cards, or none. */
  private static List<String> cardsLeft(List<Cards.Rule> rules) {
    List<String> all = MobiliansCards.v1Codes();
    Set<String> left = new LinkedHashSet<>(all);
    for (Cards.Rule rule : rules) {
      List<String> meant = rule.code().equals("*") ? all : List.of(rule.code());
      if (rule.enabled()) {
        left.addAll(meant);
      } else {
        meant.forEach(left::remove);
      }
    }
    return left.containsAll(all)
        ? List.of()
        : left.stream().map(MobiliansCards::code).flatMap(Optional::stream).toList();
  }

  private void transfer(SequencedMap<String, Object> options) {
    options.putIfAbsent("ra_direct", "N");
    options.put("ra_escrow", request.escrow() ? "Y" : "N");
    if (!options.get("ra_direct").equals("Y")) {
      options.remove("ra_escrow_password");
      return;
    }
    if (request.escrow()) {
      options.put("ra_escrow_phone_no", digits(request.buyer().tel()));
    }
    Optional<String> receiptFor = bypass.receiptIdentifier(TRANSFER_RECEIPT_DIGITS);
    if (bypass.receiptType().isPresent() && receiptFor.isPresent()) {
      options.put("ra_cash_receipt", "Y");
      options.put("ra_issue_type", bypass.receiptType().get());
      options.put("ra_issue_no", receiptFor.get());
    }
  }

  private void account(SequencedMap<String, Object> options, LocalDate closure) {
    options.put("va_deposit_closure", KoreaTime.write(closure));
    options.put("va_account_closure", KoreaTime.write(closure.plusDays(CLOSED_AFTER_DUE_DAYS)));
    options.put("va_escrow", request.escrow() ? "Y" : "N");
  }

  private void easyPay(SequencedMap<String, Object> options) {
    MobiliansEasyPay easyPay = MobiliansEasyPay.of(request.method()).orElseThrow();
    options.put("ep_code", easyPay.code());
    if (easyPay == MobiliansEasyPay.SSGPAY) {
      mobileNumber().ifPresent(digits -> options.put("ep_no", digits));
    }
    Optional<String> receiptFor = bypass.receiptIdentifier(EASY_PAY_RECEIPT_DIGITS);
    if (bypass.receiptType().isPresent() && receiptFor.isPresent()) {
      options.put("ep_issue_type", bypass.receiptType().get());
      options.put("ep_issue_no", receiptFor.get());
    }
    Cards.Direct direct = request.cards().direct();
    if (direct != null && easyPay.takesCardCode()) {
      Optional<String> code = MobiliansCards.code(direct.code());
      code.ifPresent(card -> options.put("ep_card_code", card));
      code.ifPresent(card -> options.put("ep_installment", Instalments.two(direct.quotaMonths())));
    }
    if (easyPay != MobiliansEasyPay.PAYCO) {
      putBillType(options, "ep_bill_type");
    }
  }

  private void putBillType(Map<String, Object> options, String name) {
    Tax tax = Tax.of(attempt.amount().minor(), request.taxFree(), request.vatAmount());
    if (tax != null && request.key() == null) {
      options.put(name, tax.billType());
    }
  }

  private Optional<String> mobileNumber() {
    return Optional.of(digits(request.buyer().tel()))
        .filter(it -> MOBILE_NUMBER.matcher(it).matches());
  }

  private static String digits(String text) {
    return text.chars()
        .filter(c -> c >= '0' && c <= '9')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
