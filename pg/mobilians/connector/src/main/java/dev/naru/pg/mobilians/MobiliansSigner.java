package dev.naru.pg.mobilians;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * KG Mobilians' HMAC-SHA256 in Base64 (protocols/mobilians.md §2.11). The link key is used as text
 * and not decoded. The values are joined without a separator, so the caller must compare every
 * single field besides the digest.
 */
final class MobiliansSigner {
  private final String linkKey;

  MobiliansSigner(String linkKey) {
    this.linkKey = linkKey;
  }

  /**
   * The digest of a trade, which is the same in the registration's answer, the return and the
   * approval. The buyer can see it, and it covers neither the code nor {@code pay_token}, so alone
   * it proves nothing.
   *
   * @param amount only digits, as registered
   */
  String trade(String amount, String okUrl, String tradeId, String timeStamp) {
    return digest(amount, okUrl, tradeId, timeStamp);
  }

  /** The digest of a cancel or refund. */
  String cancellation(String sid, String tradeId, String payToken, String amount) {
    return digest(sid, tradeId, payToken, amount);
  }

  String digest(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(linkKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(String.join("", parts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC-SHA256", e);
    }
  }

  /** Compares digests in constant time. A {@code +} that became a space isn't repaired. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "MobiliansSigner[hidden]";
  }
}
