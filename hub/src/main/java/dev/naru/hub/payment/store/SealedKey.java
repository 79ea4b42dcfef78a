package dev.naru.hub.payment.store;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.pg.spi.Outcome.IssuedKey;
import org.jspecify.annotations.Nullable;

/** A billing key ready to be written down, sealed to the row it will stand in (G27). */
public record SealedKey(String customerKey, byte[] sealed) {

  /** Null where no key came, or none was asked for. */
  public static @Nullable SealedKey of(
      IssuedKeys keys, long merchantId, @Nullable String customerKey, @Nullable IssuedKey key) {
    return key == null || customerKey == null
        ? null
        : new SealedKey(customerKey, keys.seal(key, merchantId, customerKey));
  }
}
