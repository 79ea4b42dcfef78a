package dev.naru.pg.mobilians.emulator.window;

import dev.naru.sandbox.kit.Texts;

final class MobiliansTexts {

  private MobiliansTexts() {}

  /** The texts in a language: {@code en} for English, else Korean. */
  static Texts in(String language) {
    return Texts.load("dev.naru.pg.mobilians.emulator.window", language);
  }
}
