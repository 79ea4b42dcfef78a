package dev.naru.playground;

/** Says in one sentence, for the user, why the playground can't start. */
public final class StartException extends Exception {

  StartException(String sentence) {
    super(sentence);
  }

  StartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
