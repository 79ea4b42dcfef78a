package dev.naru.pg.mobilians.emulator.window;

import dev.naru.sandbox.kit.PageTexts;

final class MobiliansTexts {

  private MobiliansTexts() {}

  /** The texts in a language: {@code en} for English, else Korean. */
  static PageTexts in(String language) {
    return PageTexts.load("dev.naru.pg.mobilians.emulator.window", language);
  }
}
