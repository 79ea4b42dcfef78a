package dev.naru.pg.inicis.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts the fields that KG INICIS's manuals mark with {@code [ENC]}: AES-128-CBC with the INIAPI
 * key and initial vector, both taken as text (protocols/inicis.md §2.4).
 */
public final class Encrypted {

  private Encrypted() {}

  /** The text of a field; empty when it wasn't encrypted with this merchant's key. */
  public static Optional<String> read(Merchant merchant, String field) {
    try {
      byte[] sealed = Base64.getDecoder().decode(field);
      return Optional.of(
          new String(
              cipher(Cipher.DECRYPT_MODE, merchant).doFinal(sealed), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, Merchant merchant) throws GeneralSecurityException {
    // The wire prescribes this mode.
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(
        mode,
        new SecretKeySpec(merchant.iniApiKey().getBytes(StandardCharsets.US_ASCII), "AES"),
        new IvParameterSpec(merchant.iniApiIv().getBytes(StandardCharsets.US_ASCII)));
    return cipher;
  }
}
