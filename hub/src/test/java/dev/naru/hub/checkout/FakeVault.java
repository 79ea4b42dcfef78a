package dev.naru.hub.checkout;

import dev.naru.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Seals by turning every bit around; refuses what was sealed elsewhere. */
final class FakeVault implements Vault {

  @Override
  public byte[] seal(byte[] plain, String context) {
    return ByteBuffer.allocate(plain.length + Integer.BYTES)
        .putInt(context.hashCode())
        .put(turned(plain))
        .array();
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    ByteBuffer read = ByteBuffer.wrap(sealed);
    if (read.getInt() != context.hashCode()) {
      throw new VaultException("sealed elsewhere", new IllegalArgumentException(context));
    }
    return turned(Arrays.copyOfRange(sealed, Integer.BYTES, sealed.length));
  }

  @Override
  public byte[] mac(byte[] value, String purpose) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(turned(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] turned(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = (byte) ~bytes[i];
    }
    return turned;
  }
}
