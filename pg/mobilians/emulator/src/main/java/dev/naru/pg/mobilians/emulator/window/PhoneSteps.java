package dev.naru.pg.mobilians.emulator.window;

import dev.naru.pg.mobilians.emulator.payment.Trade;
import dev.naru.pg.mobilians.emulator.wire.Carrier;
import dev.naru.pg.mobilians.emulator.wire.PhoneCodes;
import dev.naru.pg.mobilians.emulator.wire.RegisteredOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The phone's pages: who the buyer is, then the code of the text message (protocols/mobilians.md
 * §6).
 */
final class PhoneSteps {

  /** The right SMS code; {@link #EXPIRED_CODE} counts as expired, any other as wrong. */
  static final String RIGHT_CODE = "123456";

  static final String EXPIRED_CODE = "000000";

  /** How long a code is valid. */
  static final long CODE_LIMIT_MS = 3 * 60 * 1000;

  private static final int MOST_MISSES = 5;

  private final InstantSource time;

  PhoneSteps(InstantSource time) {
    this.time = time;
  }

  StepResult identify(Trade trade, Map<String, String> form) {
    RegisteredOrder order = trade.order();
    Optional<Carrier> carrier = carrier(order, form);
    String number = number(order, form);
    String birth = BuyerSteps.value(form, "birth");
    String digit = BuyerSteps.value(form, "digit");
    Trade kept =
        trade.with(
            Map.of(
                "carrier", carrier.map(Carrier::name).orElse(""),
                "phone", number,
                "email", BuyerSteps.value(form, "email")));
    if (carrier.isEmpty()) {
      return new StepResult.Stay(kept, "carrierError");
    }
    if (!validNumber(number)) {
      return new StepResult.Stay(kept, "phoneError");
    }
    if (!birthKnown(order) && !(birth.matches("\\d{6}") && digit.matches("\\d"))) {
      return new StepResult.Stay(kept, "birthError");
    }
    if (!BuyerSteps.agreed(order, form)) {
      return new StepResult.Stay(kept, "agreeError");
    }
    Optional<String> failure = PhoneCodes.magic(number).filter(c -> !PhoneCodes.atApproval(c));
    if (failure.isPresent()) {
      return new StepResult.Failed(kept, PhoneCodes.refusal(failure.get()));
    }
    String userKey =
        birthKnown(order)
            ? order.option("mc_user_key")
            : userKey(carrier.get().name() + number + birth + digit);
    return new StepResult.Go(kept.with(Map.of("user_key", userKey)).codeSent(time.millis()));
  }

  StepResult enterCode(Trade trade, Map<String, String> form) {
    String code = BuyerSteps.value(form, "code");
    if (!code.matches("\\d{6}")) {
      return new StepResult.Stay(trade, "codeFormError");
    }
    boolean late = time.millis() - trade.codeSentMs() > CODE_LIMIT_MS;
    if (code.equals(RIGHT_CODE) && !late) {
      return new StepResult.Done(trade);
    }
    Trade missed = trade.missed();
    return missed.misses() >= MOST_MISSES
        ? new StepResult.Failed(missed, PhoneCodes.refusal("0043"))
        : new StepResult.Stay(
            missed, late || code.equals(EXPIRED_CODE) ? "codeExpired" : "codeWrong");
  }

  Trade sendAgain(Trade trade) {
    return trade.codeSent(time.millis());
  }

  /**
   * Whether the page leaves out the birth number, because the merchant sends the buyer's user key
   * (inferred from two options of §2.3).
   */
  static boolean birthKnown(RegisteredOrder order) {
    return order.wants("mc_fix_birthno") && !order.option("mc_user_key").isEmpty();
  }

  /** The phone number that the buyer cannot change; empty when he can. */
  static String fixedNumber(RegisteredOrder order) {
    String number = order.option("mc_no");
    return order.wants("mc_fix_no") && validNumber(number) ? number : "";
  }

  /** Whether a text is a mobile number in digits. */
  static boolean validNumber(String number) {
    return number.matches("01[016789]\\d{7,8}");
  }

  private static Optional<Carrier> carrier(RegisteredOrder order, Map<String, String> form) {
    Optional<Carrier> fixed = Carrier.of(order.option("mc_fix_comm_id"));
    String chosen = BuyerSteps.value(form, "carrier");
    return fixed.isPresent()
        ? fixed
        : Carrier.of(chosen.equals("MVNO") ? BuyerSteps.value(form, "mvno") : chosen);
  }

  private static String number(RegisteredOrder order, Map<String, String> form) {
    String fixed = fixedNumber(order);
    return fixed.isEmpty() ? BuyerSteps.value(form, "phone").replaceAll("[^0-9]", "") : fixed;
  }

  /** A buyer's user key, always the same for the same person: {@code uk} and 13 digits (§2.6). */
  private static String userKey(String person) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(person.getBytes(StandardCharsets.UTF_8));
      var digits = new StringBuilder("uk");
      for (int i = 0; i < 13; i++) {
        digits.append(String.format(Locale.ROOT, "%d", Math.floorMod(digest[i], 10)));
      }
      return digits.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
