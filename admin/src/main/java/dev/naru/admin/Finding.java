package dev.naru.admin;

import dev.naru.hub.channel.ChannelCheck;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was checked
 * @param says one sentence on the result, and on what to do if it isn't good
 */
record Finding(String check, Level level, String says) {

  /** How good a result is. */
  enum Level {
    OK,
    /** The thing works, and somebody should still look at it. */
    WARNING,
    /** The thing doesn't work, or must not go live in this state. */
    TROUBLE
  }

  static Finding ok(String check, String key, Object... values) {
    return new Finding(check, Level.OK, Texts.of(key, values));
  }

  static Finding warning(String check, String key, Object... values) {
    return new Finding(check, Level.WARNING, Texts.of(key, values));
  }

  static Finding trouble(String check, String key, Object... values) {
    return new Finding(check, Level.TROUBLE, Texts.of(key, values));
  }

  /** Turns a finding of the hub's own channel check into a finding of a command. */
  static Finding of(ChannelCheck.Finding found) {
    if (found.mixing() != null) {
      return new Finding(found.what(), Level.TROUBLE, found.mixing().sentence());
    }
    String[] values = found.values().toArray(String[]::new);
    Level level =
        found.kind().isTrouble() ? Level.TROUBLE : found.kind().isOpen() ? Level.WARNING : Level.OK;
    String says =
        switch (found.kind()) {
          case MODE -> Texts.of("check.mode", values[0].toLowerCase(Locale.ROOT));
          case VALUE_MISSING -> Texts.of("check.value-missing", values[0]);
          case VALUE_WRONG -> Texts.of("check.value-wrong", values[0]);
          case NO_QUESTION -> Texts.of("check.no-question", values[0]);
          case KEYS_RIGHT -> Texts.of("check.keys-right");
          case NOT_SENT -> Texts.of("check.not-sent", values[0]);
          case UNCLEAR -> Texts.of("check.unclear", values[0]);
          case METHODS_OPEN -> Texts.of("check.methods-open", values[0]);
          case UNKNOWN_MID -> Texts.of("check.unknown-mid", said(values[0]));
          case WRONG_KEY -> Texts.of("check.wrong-key", values[0], said(values[1]));
          case NOT_CONTRACTED -> Texts.of("check.not-contracted", values[0], said(values[1]));
          case MID_CLOSED -> Texts.of("check.mid-closed", said(values[0]));
          case FIRST_NOTICE -> Texts.of("check.first-notice");
          case FIRST_PAYMENT -> Texts.of("check.first-payment");
          case REACHED -> Texts.of("reach.ok", values[0]);
          case NO_NAME -> Texts.of("reach.no-name", values[0]);
          case NO_ROUTE -> Texts.of("reach.no-route", values[0], values[1]);
          case NO_TLS -> Texts.of("reach.tls", values[0], values[1]);
          case MIXING -> throw new IllegalArgumentException("a mixing says itself why");
        };
    return new Finding(host(found), level, says);
  }

  /** The PG's own words in parentheses; empty where it sent none. */
  private static String said(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String host(ChannelCheck.Finding found) {
    return switch (found.kind()) {
      case REACHED, NO_NAME, NO_ROUTE, NO_TLS -> "pg " + found.what();
      default -> found.what();
    };
  }

  Answer.Row row() {
    return Answer.row()
        .with("check", check)
        .with("level", level.name().toLowerCase(Locale.ROOT))
        .with("says", says);
  }
}
