package dev.naru.admin;

/**
 * What a check found.
 *
 * @param check what was looked at
 * @param says one sentence: how it is, and what to do where it isn't well
 */
record Finding(String check, Level level, String says) {

  /** How well it is. */
  enum Level {
    OK,
    /** It works, and somebody should look at it. */
    WARNING,
    /** It doesn't work, or must not go live so. */
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

  Answer.Row row() {
    return Answer.row()
        .with("check", check)
        .with("level", level.name().toLowerCase(java.util.Locale.ROOT))
        .with("says", says);
  }
}
