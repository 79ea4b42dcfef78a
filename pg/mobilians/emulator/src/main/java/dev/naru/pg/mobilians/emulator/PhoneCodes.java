package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.kit.PgRefusal;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The result codes of phone payments with a sentence each (protocols/mobilians.md §5.1), and the
 * sandbox's magic numbers: {@code 0100000nnnn} fails with {@code nnnn}.
 */
final class PhoneCodes {

  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("dev.naru.pg.mobilians.emulator.codes");

  /** What shows when money is asked for; the others show when the line is looked up. */
  private static final Set<String> AT_APPROVAL =
      Set.of(
          "0031", "0051", "0052", "0053", "0056", "0057", "0060", "0096", "0097", "0098", "0099");

  private static final String MAGIC = "0100000";

  private PhoneCodes() {}

  /** The sentence of a code of the table. */
  static String text(String code) {
    return TEXTS.getString(code);
  }

  static PgRefusal refusal(String code) {
    return new PgRefusal(code, text(code));
  }

  /** The code that a magic number fails with; empty for any other number. */
  static Optional<String> magic(String phone) {
    return Optional.of(phone)
        .filter(p -> p.length() == 11 && p.startsWith(MAGIC))
        .map(p -> p.substring(MAGIC.length()))
        .filter(TEXTS::containsKey);
  }

  /** Whether a magic number's failure waits for the approval. */
  static boolean atApproval(String code) {
    return AT_APPROVAL.contains(code);
  }
}
