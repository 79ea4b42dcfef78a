package dev.naru.hub.console;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.time.Korea;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/** Writes values as the console's pages show them: times in Korea, amounts with their currency. */
public final class Display {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Korea.ZONE);

  private Display() {}

  /** A time in Korea to the second; a dash for none. */
  public static String time(@Nullable Instant at) {
    return at == null ? "–" : TIME.format(at);
  }

  /** The day of a time in Korea, {@code yyyy-MM-dd}. */
  public static LocalDate day(Instant at) {
    return at.atZone(Korea.ZONE).toLocalDate();
  }

  /** An amount with its currency: {@code 12,000원}, {@code KRW 12,000}, {@code USD 12.50}. */
  public static String money(Visit visit, long minor, String currency) {
    String number = number(minor, currency);
    return currency.equals("KRW") && visit.texts().language().equals("ko")
        ? number + "원"
        : currency + " " + number;
  }

  private static String number(long minor, String currency) {
    int digits;
    try {
      digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      digits = 0;
    }
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
    format.setMinimumFractionDigits(digits);
    return format.format(BigDecimal.valueOf(minor, digits));
  }

  /** A whole number with separators between thousands. */
  public static String number(long number) {
    return NumberFormat.getIntegerInstance(Locale.ROOT).format(number);
  }

  /** A duration in one unit: {@code 350 ms}, {@code 12.3 s}, {@code 5 min}, {@code 7 h}. */
  public static String took(Duration took) {
    long ms = took.toMillis();
    if (ms < 1_000) {
      return ms + " ms";
    }
    if (ms < 60_000) {
      return ms / 1_000 + "." + ms % 1_000 / 100 + " s";
    }
    return took.toMinutes() < 120 ? took.toMinutes() + " min" : took.toHours() + " h";
  }

  /** The text of a word, such as a PG's own pay method; the word itself where no text exists. */
  public static String word(Visit visit, String section, String word) {
    try {
      return visit.text(section + word);
    } catch (MissingResourceException none) {
      return word;
    }
  }

  /** A pay method in the page's language. */
  public static String method(Visit visit, String code) {
    return word(visit, "payments.method-", code);
  }

  /** A payment's state, in the page's language. */
  public static String state(Visit visit, Payment payment) {
    boolean inPart = payment.state() == PaymentState.CANCELLED && payment.remainingMinor() > 0;
    return visit.text("payments.state-" + (inPart ? "part" : stateWord(payment.state())));
  }

  /** The last part of the key of a state's text. */
  public static String stateWord(PaymentState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The colour class of a state's badge. */
  public static String tone(PaymentState state) {
    return switch (state) {
      case PAID -> "good";
      case FAILED -> "bad";
      case CANCELLED -> "warn";
      case APPROVING -> "accent";
      case READY, AWAITING_DEPOSIT -> "";
    };
  }
}
