package dev.naru.pg.inicis;

import dev.naru.pg.spi.Outcome.IssuedKey;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code billkey} of the new INILite window. Its documentation says that the value is
 * encrypted with AES-256, but it doesn't publish the mode and the IV (protocols/inicis.md §5.2, §14
 * row 1). Once a real MID shows the scheme, an implementation of this interface can decode it.
 */
@FunctionalInterface
interface BillKeyDecoder {

  /** Accepts a value of 40 hex digits as the key itself, and no other value. */
  BillKeyDecoder PLAIN =
      (received, iniLiteKey) ->
          received.matches("[0-9A-Fa-f]{40}") ? Optional.of(received) : Optional.empty();

  /**
   * Decodes a received value.
   *
   * @return the key as a charge sends it; empty when the value has another form
   */
  Optional<String> decode(String received, String iniLiteKey);

  /** Whether the text has the form of a billing key: 40 letters and digits. */
  static boolean isKey(String text) {
    return text.matches("[0-9A-Za-z]{40}");
  }

  /** A key in the form that the hub keeps it in. */
  static IssuedKey secret(String billKey) {
    return new IssuedKey(Map.of("billKey", billKey));
  }

  /**
   * Reads the key that {@link #secret} stored.
   *
   * @throws IllegalArgumentException when the values aren't those of a KG INICIS key
   */
  static String billKey(IssuedKey key) {
    String billKey = key.secret().get("billKey");
    if (billKey == null) {
      throw new IllegalArgumentException("a key without its billKey");
    }
    return billKey;
  }
}
