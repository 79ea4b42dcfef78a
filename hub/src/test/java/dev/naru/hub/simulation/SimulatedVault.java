package dev.naru.hub.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Hides nothing, but opens what was sealed in its own context alone. */
enum SimulatedVault implements Vault {
  VAULT;

  @Override
  public byte[] seal(byte[] plain, String context) {
    byte[] name = context.getBytes(UTF_8);
    return ByteBuffer.allocate(4 + name.length + plain.length)
        .putInt(name.length)
        .put(name)
        .put(plain)
        .array();
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    int length = ByteBuffer.wrap(sealed).getInt();
    String sealedFor = new String(sealed, 4, length, UTF_8);
    if (!sealedFor.equals(context)) {
      throw new VaultException(context, new IllegalArgumentException(sealedFor));
    }
    return Arrays.copyOfRange(sealed, 4 + length, sealed.length);
  }

  @Override
  public byte[] mac(byte[] value, String purpose) {
    return seal(value, purpose);
  }
}
