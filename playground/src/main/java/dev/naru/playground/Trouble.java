package dev.naru.playground;

/** Why the playground cannot run: one sentence for the person who started it. */
public final class Trouble extends Exception {

  Trouble(String sentence) {
    super(sentence);
  }

  Trouble(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
