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

  /** What a key that is handed over consists of, besides its customer, channel and method. */
  List<KeyField> keyFields();

  /**
   * One value of a key.
   *
   * @param name how the PG, and so the file that is handed over, calls it
   * @param form what the value looks like, for the person whose file is refused
   */
  record KeyField(String name, Bilingual form) {}

  /**
   * Reads a key that was handed over. Calls nobody: whether the PG still accepts the key is seen at
   * the first charge.
   *
   * @param values by {@link KeyField#name()}; a value that wasn't handed over is missing
   * @return empty when these values can't be a key of the channel for the method
   */
  Optional<IssuedKey> takeOver(ChannelConfig channel, PayMethod method, Map<String, String> values);
}
