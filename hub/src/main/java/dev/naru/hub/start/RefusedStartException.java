package dev.naru.hub.start;

/**
 * The hub can't start, or a command can't run, as things are. The message is one sentence for the
 * operator that says what is wrong and how to mend it; it holds no secret.
 */
public final class RefusedStartException extends RuntimeException {

  /** A refusal without a further cause. */
  public RefusedStartException(String sentence) {
    super(sentence);
  }

  /** A refusal whose cause is worth a look in the log. */
  public RefusedStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
