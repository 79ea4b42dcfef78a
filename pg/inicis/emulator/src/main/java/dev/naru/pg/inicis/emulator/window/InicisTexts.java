package dev.naru.pg.inicis.emulator.window;

import dev.naru.sandbox.kit.PageTexts;

final class InicisTexts {

  private InicisTexts() {}

  /** The texts in a language: {@code en} for English, else Korean. */
  static PageTexts in(String language) {
    return PageTexts.load("dev.naru.pg.inicis.emulator.window", language);
  }

  /** {@code 2026-01-15} of {@code 20260115}. */
  static String day(String date) {
    return date.replaceAll("(....)(..)(..).*", "$1-$2-$3");
  }

  /** {@code 2026-01-15 23:59} of {@code 20260115235900}. */
  static String minute(String stamp) {
    return stamp.replaceAll("(....)(..)(..)(..)(..)..", "$1-$2-$3 $4:$5");
  }
}
