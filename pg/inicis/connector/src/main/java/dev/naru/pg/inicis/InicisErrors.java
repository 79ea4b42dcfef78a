package dev.naru.pg.inicis;

import static java.util.Map.entry;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * KG INICIS's codes in the hub's vocabulary (protocols/inicis.md §3.13, §4.6, §10; spec/pg-rules.md
 * §7).
 *
 * <p>Six digits are a family (which method) and a reason; the reason alone is mapped.
 */
final class InicisErrors {

  /** What a code is worth. */
  enum Certainty {
    /** A code whose meaning is published: nothing was done. */
    KNOWN,
    /** A "no" in a form that is published, for a reason that isn't. */
    GENERIC,
    /** Whether something was done is open, or the code was never heard of. */
    UNCLEAR
  }

  /**
   * @param reason the three digits, or the code itself where it has no family
   */
  record Judged(PgError error, String reason, Certainty certainty) {}

  private static final int TEXT_BYTES = 300;
  private static final Pattern SIX =
      Pattern.compile("(?:500|501|503|504|506|507|509|511|512|516|550)([0-9]{3})");
  private static final Pattern CODE_IN_TEXT =
      Pattern.compile("(?<![0-9A-Za-z])([0-9]{6}|[0-9A-Z][0-9A-Z]{3})(?=[\\]|])");

  /** Message or database failures at the PG, and what may hide an earlier success. */
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

  /** Judges the "no" of an answer from server to server. The code may stand in the text. */
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
    // An issuer's and the PG's codes have these forms; no list of all of them is public.
    String refusal = inText.isEmpty() ? code : inText;
    boolean generic =
        code.equals("01") || SIX.matcher(code).matches() || code.matches("120[0-9]{3}");
    return judged(
        refusal, text, refusal, Category.DECLINED, generic ? Certainty.GENERIC : Certainty.UNCLEAR);
  }

  /**
   * What a window's failed return means. Never decides about money, so that a code without a row is
   * an ordinary refusal.
   */
  static PgError ofWindow(String code, String text) {
    if (code.matches("V8[0-9]{2}|2001|0021|0022") || text.contains("취소") || text.contains("사용자")) {
      return error(code, text, Category.LEFT_BY_BUYER);
    }
    if (code.matches("V0[0-9]{2}")) {
      // V013: time or signature; V023: the domain, or a method the MID has no contract for.
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

  /** An error whose parts are fit for a log and a page, wherever they came from. */
  static PgError error(String code, String text, Category category) {
    return new PgError(
        WireText.cut(WireText.printable(code), 20),
        WireText.cut(InicisCards.masked(WireText.printable(text).strip()), TEXT_BYTES),
        category);
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
