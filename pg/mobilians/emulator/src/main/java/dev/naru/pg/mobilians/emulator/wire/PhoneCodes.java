package dev.naru.pg.mobilians.emulator.wire;

import dev.naru.sandbox.kit.PgRefusal;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The result codes of phone payments with a sentence each (protocols/mobilians.md §5.1), and the
 * magic phone numbers: {@code 0100000nnnn} fails with code {@code nnnn}.
 */
public final class PhoneCodes {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("dev.naru.pg.mobilians.emulator.codes");

  /** The codes that a magic number causes at the approval; it causes all others in the window. */
  private static final Set<String> AT_APPROVAL =
      Set.of(
          "0031", "0051", "0052", "0053", "0056", "0057", "0060", "0096", "0097", "0098", "0099");

  private static final String MAGIC = "0100000";

  private PhoneCodes() {}

  /** The sentence of a code. */
  public static String text(String code) {
    return TEXTS.getString(code);
  }

  /** A refusal with a code and its sentence. */
  public static PgRefusal refusal(String code) {
    return new PgRefusal(code, text(code));
  }

  /** The code that a magic number fails with; empty for any other number. */
  public static Optional<String> magic(String phone) {
    return Optional.of(phone)
        .filter(p -> p.length() == 11 && p.startsWith(MAGIC))
        .map(p -> p.substring(MAGIC.length()))
        .filter(TEXTS::containsKey);
  }

  /** Whether a magic number with this code fails at the approval, not in the window. */
  public static boolean atApproval(String code) {
    return AT_APPROVAL.contains(code);
  }
}
