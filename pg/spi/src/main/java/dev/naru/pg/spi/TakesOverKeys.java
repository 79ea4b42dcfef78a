package dev.naru.pg.spi;

import dev.naru.pg.spi.Outcome.IssuedKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PG whose billing keys belong to the MID and hold wherever the MID is used, so that a merchant
 * may bring them along from another hub.
 */
public interface TakesOverKeys {

  /**
   * The values that a key consists of when another hub hands it over, besides customer, channel and
   * method.
   */
  List<KeyField> keyFields();

  /**
   * One value of a key.
   *
   * @param name the value's name at the PG, and in the file that is handed over
   * @param form what the value looks like, as a text for the person whose file is refused
   */
  record KeyField(String name, Bilingual form) {}

  /**
   * Reads a key that was handed over. Makes no call: only the first charge shows whether the PG
   * still accepts the key.
   *
   * @param values the values, keyed by {@link KeyField#name()}; one that wasn't handed over is
   *     missing
   * @return empty when these values can't be a key of the channel for the method
   */
  Optional<IssuedKey> takeOver(ChannelConfig channel, PayMethod method, Map<String, String> values);
}
