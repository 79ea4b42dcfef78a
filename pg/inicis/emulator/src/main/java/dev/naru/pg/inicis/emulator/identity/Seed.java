package dev.naru.pg.inicis.emulator.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Encrypts the answer's values (protocols/inicis-identity.md §7.3). */
public final class Seed {

  private Seed() {}

  /**
   * Encrypts a value for the merchant.
   *
   * @param token the Base64 of the key's 16 bytes
   * @param iv 16 ASCII characters
   */
  public static String encrypt(String token, String iv, String plain) {
    var cipher =
        new PaddedBufferedBlockCipher(
            CBCBlockCipher.newInstance(new SEEDEngine()), new PKCS7Padding());
    cipher.init(
        true,
        new ParametersWithIV(
            new KeyParameter(Base64.getDecoder().decode(token)),
            iv.getBytes(StandardCharsets.US_ASCII)));
    byte[] text = plain.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = new byte[cipher.getOutputSize(text.length)];
    try {
      int length = cipher.processBytes(text, 0, text.length, sealed, 0);
      length += cipher.doFinal(sealed, length);
      return Base64.getEncoder().encodeToString(Arrays.copyOf(sealed, length));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException(e);
    }
  }
}
