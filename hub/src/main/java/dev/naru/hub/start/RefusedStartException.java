package dev.naru.hub.start;

/**
 * Says why the hub can't start, or a command can't run. The message is one sentence for the
 * operator on what is wrong and how to mend it; it holds no secret.
 */
public final class RefusedStartException extends RuntimeException {

  /** A refusal without a further cause. */
  public RefusedStartException(String sentence) {
    super(sentence);
  }

  /** A refusal with the cause that the log shows. */
  public RefusedStartException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
