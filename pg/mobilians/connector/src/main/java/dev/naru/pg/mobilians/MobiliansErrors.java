package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Translates KG Mobilians' result codes into the SPI's errors (protocols/mobilians.md §5.1 to §5.3,
 * §5.6).
 *
 * <p>The published tables are for phone payments. <b>No public source settles</b> the codes of
 * cards, transfers and easy-pays, so the same table is used for them. Cards have a family of codes,
 * of which only M681 and M231 are known. Another code of that family is a decline at an approval
 * (§5.3), and leaves a cancel's outcome open. Any other code that the table lacks leaves the
 * outcome open.
 */
final class MobiliansErrors {
  /** The step that a code answers: 0060 has one meaning at an approval and another at a cancel. */
  enum Step {
    REGISTRATION,
    APPROVAL,
    CANCEL
  }

  /** How certainly a code says that nothing was done. */
  enum Certainty {
    /** The code's meaning is published, and it says that nothing was done. */
    KNOWN,
    /** The code has a known form of refusal, but its reason isn't published. */
    GENERIC,
    /** The code is unknown, or it leaves open whether something was done. */
    UNCLEAR
  }

  record Judged(PgError error, Certainty certainty) {}

  private static final int TEXT_BYTES = 200;
  private static final int CODE_BYTES = 20;

  /**
   * Codes that leave open whether it was done: an earlier call may have done it, or the line behind
   * KG broke (§5.6).
   */
  private static final Map<String, Category> UNCLEAR =
      Map.of(
          "0001", Category.DECLINED,
          "0051", Category.ALREADY_USED,
          "0052", Category.ALREADY_USED,
          "M681", Category.ALREADY_USED,
          "0096", Category.DECLINED,
          "0098", Category.DECLINED,
          "0099", Category.DECLINED);

  private static final Pattern CARD_FAMILY = Pattern.compile("M[0-9]{3}");

  private static final Map<String, Category> APPROVALS = approvals();
  private static final Map<String, Category> CANCELS = cancels();

  private MobiliansErrors() {}

  /** Judges the code of a refusal that KG's server answered. */
  static Judged judge(Step step, String code, String text) {
    Category unclear = UNCLEAR.get(code);
    // A registration charges nothing, so its outcome is never open.
    if (unclear != null) {
      return new Judged(
          error(code, text, unclear),
          step == Step.REGISTRATION ? Certainty.KNOWN : Certainty.UNCLEAR);
    }
    Category known = (step == Step.CANCEL ? CANCELS : APPROVALS).get(code);
    if (known == null && CARD_FAMILY.matcher(code).matches()) {
      return new Judged(error(code, text, categoryOf(text)), Certainty.GENERIC);
    }
    return new Judged(
        error(code, text, known == null ? Category.DECLINED : known),
        known == null && step != Step.REGISTRATION ? Certainty.UNCLEAR : Certainty.KNOWN);
  }

  /**
   * The error of a window's failed return. Nothing is charged before the approval, so a code that
   * the table lacks is an ordinary refusal. KG publishes no code for a buyer who leaves; only the
   * text says it.
   */
  static PgError ofWindow(String code, String text) {
    return text.contains("취소") || text.contains("사용자")
        ? error(code, text, Category.LEFT_BY_BUYER)
        : judge(Step.APPROVAL, code, text).error();
  }

  /**
   * Guesses the category from the text, for a code without a table. This chooses words only; it
   * never decides about money.
   */
  private static Category categoryOf(String text) {
    if (text.contains("유효기간")) {
      return Category.EXPIRED_CARD;
    }
    if (text.contains("분실") || text.contains("도난")) {
      return Category.LOST_OR_STOLEN;
    }
    if (text.contains("한도")) {
      return Category.LIMIT_EXCEEDED;
    }
    return text.contains("카드번호") || text.contains("비밀번호") ? Category.BAD_CARD : Category.DECLINED;
  }

  /**
   * An error with its code and text cleaned, so that a log and a page can show them whatever the PG
   * sent.
   */
  static PgError error(String code, String text, Category category) {
    String printableCode = KoreanText.fit(code, CODE_BYTES);
    String printableText = KoreanText.fit(text, TEXT_BYTES).strip();
    return new PgError(
        printableCode,
        printableText.isEmpty() ? "결제가 거절되었습니다. [" + printableCode + "]" : printableText,
        category);
  }

  private static Map<String, Category> approvals() {
    Map<String, Category> codes = new HashMap<>();
    put(codes, Category.BAD_CARD, "0011 0012 0023 0043 1002");
    put(codes, Category.LOST_OR_STOLEN, "0013");
    put(codes, Category.LIMIT_EXCEEDED, "0031 0053 0056 0057");
    put(codes, Category.DECLINED, "0014 0015 0016 0017 0018 0019 0024 0025 0032 0033 0034 0035");
    put(codes, Category.DECLINED, "0036 0037 0038 0039 0040 0047 0048 0054 0055 0058 0059 0060");
    put(codes, Category.DECLINED, "0074 0075 0076 0081 0082 0083 0091 0092 0093 0094 0095");
    put(codes, Category.CONFIGURATION, "0061 0071 0072 6101 6102");
    put(codes, Category.BAD_REQUEST, "0097");
    return Map.copyOf(codes);
  }

  private static Map<String, Category> cancels() {
    Map<String, Category> codes = new HashMap<>();
    put(codes, Category.ALREADY_CANCELLED, "0044 M231 0087");
    put(codes, Category.NO_SUCH_TRANSACTION, "0041");
    // 0042: the payment was made in another calendar month, in Korean time (§6).
    put(codes, Category.NOT_CANCELLABLE, "0042 0020 0030 0043 0045 0049");
    put(codes, Category.NOT_CANCELLABLE, "0011 0012 0013 0014 0024 0025 0036");
    put(codes, Category.BAD_REQUEST, "0060 0097");
    put(codes, Category.CONFIGURATION, "0061 0071 0072 6101 6102");
    return Map.copyOf(codes);
  }

  private static void put(Map<String, Category> codes, Category category, String listed) {
    Arrays.stream(listed.split(" ", -1)).forEach(code -> codes.put(code, category));
  }
}
