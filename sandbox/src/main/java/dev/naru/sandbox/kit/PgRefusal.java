package dev.naru.sandbox.kit;

/**
 * Thrown when the PG refuses a request. The code and the text go to the merchant, in the form of
 * the call that was made.
 */
public final class PgRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final String text;

  /** A refusal with the PG's own code and text. */
  public PgRefusal(String code, String text) {
    super(code + " " + text, null, false, false);
    this.code = code;
    this.text = text;
  }

  /** The PG's result code. */
  public String code() {
    return code;
  }

  /** The PG's sentence. */
  public String text() {
    return text;
  }
}
