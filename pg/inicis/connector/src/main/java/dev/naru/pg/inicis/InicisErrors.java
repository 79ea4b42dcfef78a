package dev.naru.pg.inicis;

import static java.util.Map.entry;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates KG INICIS's result codes into the SPI's errors (protocols/inicis.md §3.13, §4.6, §10;
 * spec/pg-rules.md §7).
 *
 * <p>A code of six digits consists of a family, which stands for the pay method, and a reason. Only
 * the reason is mapped.
 */
final class InicisErrors {

  /** How certainly a code says that nothing was done. */
  enum Certainty {
    /** The code's meaning is published, and it says that nothing was done. */
    KNOWN,
    /** The code has a published form of refusal, but its reason isn't published. */
    GENERIC,
    /** The code is unknown, or it leaves open whether something was done. */
    UNCLEAR
  }

  /**
   * A code with its meaning.
   *
   * @param reason the three digits of the reason, or the whole code when it has no family
   */
  record Judged(PgError error, String reason, Certainty certainty) {}

  private static final int TEXT_BYTES = 300;
  private static final Pattern SIX =
      Pattern.compile("(?:500|501|503|504|506|507|509|511|512|516|550)([0-9]{3})");
  private static final Pattern CODE_IN_TEXT =
      Pattern.compile("(?<![0-9A-Za-z])([0-9]{6}|[0-9A-Z][0-9A-Z]{3})(?=[\\]|])");

  /** Matches {@code [1113][금액 오류|0원 이하]}, {@code [F113]카드번호 오류} and {@code [500626|기 취소 거래]}. */
  private static final Pattern CODED =
      Pattern.compile("\\[([0-9A-Z]{4,6})(?:]\\s*\\[(.*)]|](.*)|\\|(.*)])", Pattern.DOTALL);

  /** Reasons that stand for a failure inside the PG, or that may hide an earlier success. */
  private static final Set<String> UNCLEAR_REASONS =
      Set.of(
          "050", "051", "052", "053", "054", "055", "105", "106", "108", "127", "619", "630",
          "631");

  private static final Map<String, Category> REASONS = reasons();

  private static final Map<String, Category> WHOLE_CODES =
      Map.ofEntries(
          entry("F113", Category.BAD_CARD),
          entry("1165", Category.EXPIRED_CARD),
          entry("2116", Category.LIMIT_EXCEEDED),
          entry("11C9", Category.PARTIAL_CANCEL_IMPOSSIBLE),
          entry("501715", Category.PARTIAL_CANCEL_IMPOSSIBLE),
          entry("1113", Category.BAD_REQUEST),
          entry("1195", Category.CONFIGURATION),
          entry("120001", Category.DECLINED),
          entry("120002", Category.LIMIT_EXCEEDED),
          entry("120003", Category.BAD_CARD),
          entry("120004", Category.EXPIRED_CARD),
          entry("120005", Category.DECLINED),
          entry("120016", Category.LIMIT_EXCEEDED),
          entry("120025", Category.ALREADY_CANCELLED),
          entry("120026", Category.LOST_OR_STOLEN),
          entry("120054", Category.LIMIT_EXCEEDED),
          entry("120061", Category.NOT_CANCELLABLE),
          entry("MX1002", Category.BAD_REQUEST),
          entry("MX1006", Category.BAD_REQUEST),
          entry("MX2001", Category.CONFIGURATION),
          entry("MX2002", Category.CONFIGURATION),
          entry("MX2003", Category.CONFIGURATION));

  private InicisErrors() {}

  /**
   * Judges an answer of INIAPI that isn't a success. INIAPI puts the reason into {@code
   * detailResultCode} (protocols/inicis.md §10).
   */
  static Judged judge(InicisJson answer) {
    String detail = answer.get("detailResultCode");
    String code = detail.isEmpty() || detail.equals("00") ? answer.get("resultCode") : detail;
    return judge(code, answer.get("resultMsg"));
  }

  /**
   * Judges the code of a refusal that a server answered. The code may also stand at the text's
   * start.
   */
  static Judged judge(String code, String text) {
    String inText =
        CODE_IN_TEXT.matcher(text).results().map(MatchResult::group).findFirst().orElse("");
    return known(code, text)
        .or(() -> known(inText, text))
        .orElseGet(() -> unlisted(code, inText, text));
  }

  private static Optional<Judged> known(String code, String text) {
    var six = SIX.matcher(code);
    String reason = six.matches() ? six.group(1) : code;
    if ((six.matches() && UNCLEAR_REASONS.contains(reason))
        || code.matches("R3[0-9]{2}|R9[0-9]{2}")) {
      return Optional.of(judged(code, text, reason, Category.DECLINED, Certainty.UNCLEAR));
    }
    if (code.equals("R201")) {
      return Optional.of(judged(code, text, reason, Category.ALREADY_USED, Certainty.UNCLEAR));
    }
    Category category = WHOLE_CODES.get(code);
    if (category == null && six.matches()) {
      category = REASONS.get(reason);
    }
    if (category == null && code.matches("R1[0-9]{2}|ER[0-9]{4}")) {
      category = Category.BAD_REQUEST;
    }
    if (category == null && code.matches("R2[0-9]{2}")) {
      category = Category.DECLINED;
    }
    return Optional.ofNullable(category).map(it -> judged(code, text, reason, it, Certainty.KNOWN));
  }

  private static Judged unlisted(String code, String inText, String text) {
    // Card issuers' and KG INICIS's codes have these forms; no complete list of them is public.
    String refusal = inText.isEmpty() ? code : inText;
    boolean generic =
        code.equals("01") || SIX.matcher(code).matches() || code.matches("120[0-9]{3}");
    return judged(
        refusal, text, refusal, Category.DECLINED, generic ? Certainty.GENERIC : Certainty.UNCLEAR);
  }

  /**
   * The error of a window's failed return. Nothing was charged at this point, so a code that the
   * table lacks is an ordinary refusal.
   */
  static PgError ofWindow(String code, String text) {
    if (code.matches("V8[0-9]{2}|2001|0021|0022") || text.contains("취소") || text.contains("사용자")) {
      return error(code, text, Category.LEFT_BY_BUYER);
    }
    if (code.matches("V0[0-9]{2}")) {
      // V013 means a wrong time or signature. V023 means a wrong domain, or a method that the MID
      // has no contract for.
      boolean ours = !code.equals("V013") && !code.equals("V023");
      return error(code, text, ours ? Category.BAD_REQUEST : Category.CONFIGURATION);
    }
    if (code.matches("V1[0-9]{2}")) {
      return error(code, text, Category.CONFIGURATION);
    }
    return judge(code, text).error();
  }

  private static Judged judged(
      String code, String text, String reason, Category category, Certainty certainty) {
    return new Judged(error(code, text, category), reason, certainty);
  }

  /**
   * An error with its code and text cleaned, so that a log and a page can show them whatever the PG
   * sent.
   */
  static PgError error(String code, String text, Category category) {
    return new PgError(
        WireText.cut(WireText.printable(code), 20),
        WireText.cut(InicisCards.masked(WireText.printable(text).strip()), TEXT_BYTES),
        category);
  }

  /** Removes the code from the text, because V1's messages put {@code [code]} in front of it. */
  static String withoutCode(String code, String text) {
    Matcher coded = CODED.matcher(text.strip());
    if (!coded.matches() || !coded.group(1).equals(code)) {
      return text;
    }
    for (int group = 2; group <= coded.groupCount(); group++) {
      if (coded.group(group) != null && !coded.group(group).isBlank()) {
        return coded.group(group).strip();
      }
    }
    return text;
  }

  private static Map<String, Category> reasons() {
    Map<String, Category> reasons = new HashMap<>();
    put(reasons, Category.BAD_REQUEST, "251 252 253 254 255 256 263 611 613 636 639 701 828");
    put(reasons, Category.CONFIGURATION, "400 403 405 413 414 425 433 633 634 906 929 997");
    put(reasons, Category.PARTIAL_CANCEL_IMPOSSIBLE, "412 418 699 702 705 707 959");
    put(reasons, Category.DECLINED, "600 603 605 607 608 612 640 641 643 654 686 690 817 818");
    put(reasons, Category.DECLINED, "908 913 937");
    put(reasons, Category.BAD_CARD, "601 616 617 635 638");
    put(reasons, Category.FORGED, "609 610 632 655 656");
    put(reasons, Category.NOT_CANCELLABLE, "621 622 624 625 627 628 667 685 714 747 749 779");
    put(reasons, Category.NO_SUCH_TRANSACTION, "623");
    put(reasons, Category.ALREADY_CANCELLED, "626");
    put(reasons, Category.LIMIT_EXCEEDED, "644 645 646 647 648 649 650 651");
    put(reasons, Category.EXCEEDS_REMAINING, "700 703 706 826");
    return Map.copyOf(reasons);
  }

  private static void put(Map<String, Category> reasons, Category category, String codes) {
    Arrays.stream(codes.split(" ", -1)).forEach(code -> reasons.put(code, category));
  }
}
