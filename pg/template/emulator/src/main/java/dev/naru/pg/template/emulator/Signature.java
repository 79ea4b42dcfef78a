package dev.naru.pg.template.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The PG's signature: HMAC-SHA256 of the values, joined with {@code |}, in hexadecimal digits. */
final class Signature {

  private Signature() {}

  static boolean isRight(String mid, List<String> values, String signature) {
    String key = TemplateEmulator.keyOf(mid);
    return !key.isEmpty()
        && MessageDigest.isEqual(
            of(key, values).getBytes(StandardCharsets.UTF_8),
            signature.getBytes(StandardCharsets.UTF_8));
  }

  private static String of(String key, List<String> values) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] text = String.join("|", values).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
