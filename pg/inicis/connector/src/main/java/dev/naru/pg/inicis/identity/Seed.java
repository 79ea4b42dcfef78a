package dev.naru.pg.inicis.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Decrypts the answer's fields as KG INICIS encrypts them: SEED-128 in CBC mode with PKCS5 padding
 * (protocols/inicis-identity.md §7.3). The JDK has no SEED.
 */
final class Seed {

  private static final int BLOCK = 16;

  private Seed() {}

  /** The key in a token; empty when the token isn't the Base64 of 16 bytes. */
  static Optional<byte[]> key(String token) {
    return UnifiedConnector.base64(token).filter(key -> key.length == BLOCK);
  }

  /** The decrypted text; empty when key, vector, Base64 or padding is wrong. */
  static Optional<String> decrypt(byte[] key, String iv, String value) {
    byte[] start = iv.getBytes(StandardCharsets.US_ASCII);
    Optional<byte[]> sealed = UnifiedConnector.base64(value);
    if (start.length != BLOCK
        || sealed.isEmpty()
        || sealed.get().length == 0
        || sealed.get().length % BLOCK != 0) {
      return Optional.empty();
    }
    var cipher =
        new PaddedBufferedBlockCipher(
            CBCBlockCipher.newInstance(new SEEDEngine()), new PKCS7Padding());
    cipher.init(false, new ParametersWithIV(new KeyParameter(key), start));
    byte[] plain = new byte[cipher.getOutputSize(sealed.get().length)];
    try {
      int length = cipher.processBytes(sealed.get(), 0, sealed.get().length, plain, 0);
      length += cipher.doFinal(plain, length);
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plain, 0, length)).toString());
    } catch (InvalidCipherTextException | CharacterCodingException e) {
      return Optional.empty();
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
