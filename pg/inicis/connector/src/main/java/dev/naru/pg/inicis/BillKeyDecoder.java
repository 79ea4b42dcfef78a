package dev.naru.pg.inicis;

import java.util.Optional;

/**
 * Reads the {@code billkey} of the new INILite window. It is documented as encrypted with AES-256;
 * mode and IV are not public (protocols/inicis.md §5.2, §14 row 1), so that the scheme can be put
 * in here once a MID has shown it.
 */
@FunctionalInterface
interface BillKeyDecoder {

  /** Takes a value of 40 hex digits as the key itself, and no other. */
  BillKeyDecoder PLAIN =
      (received, iniLiteKey) ->
          received.matches("[0-9A-Fa-f]{40}") ? Optional.of(received) : Optional.empty();

  /**
   * @return the key as the charge call takes it; empty where the value is of another scheme
   */
  Optional<String> decode(String received, String iniLiteKey);

  /** The form of every billing key: 40 letters and digits. */
  static boolean isKey(String text) {
    return text.matches("[0-9A-Za-z]{40}");
  }
}
