package dev.naru.hub.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** A {@link Vault} made with Google Tink; the context is the AEAD's associated data. */
final class TinkVault implements Vault {

  private final Aead aead;
  private final Mac mac;

  TinkVault(KeyRing keys) {
    try {
      aead = keys.aead();
      mac = keys.mac();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key ring has keys that this Java can't use", e);
    }
  }

  @Override
  public byte[] seal(byte[] plain, String context) {
    try {
      return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("could not seal " + context, e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    try {
      return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          context
              + " doesn't open: it was changed, moved, or sealed with a key that isn't in the"
              + " key ring",
          e);
    }
  }

  @Override
  public byte[] mac(byte[] value, String purpose) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    // The length in front makes ("ab", "c") and ("a", "bc") different messages.
    ByteBuffer message = ByteBuffer.allocate(4 + name.length + value.length);
    message.putInt(name.length).put(name).put(value);
    try {
      return mac.computeMac(message.array());
    } catch (GeneralSecurityException e) {
      throw new VaultException("could not make a digest for " + purpose, e);
    }
  }
}
