package dev.naru.pg.mobilians.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests of the wire: Base64 of HMAC-SHA256 over joined fields (protocols/mobilians.md §2.11).
 */
public final class Hmac {

  private Hmac() {}

  /**
   * The digest of registration, result and approval, which stays the same for a trade.
   *
   * @param amount won
   */
  public static String ofTrade(
      String skey, long amount, String okUrl, String tradeId, String timeStamp) {
    return of(skey, amount + okUrl + tradeId + timeStamp);
  }

  /**
   * The digest of {@code /cancellation}.
   *
   * @param amount as it was sent
   */
  public static String ofCancel(
      String skey, String sid, String tradeId, String payToken, String amount) {
    return of(skey, sid + tradeId + payToken + amount);
  }

  /**
   * The digest of the superseded {@code /cancel}, which this emulator doesn't check; for the test
   * vectors.
   */
  public static String ofOldCancel(String skey, String amount, String payToken) {
    return of(skey, amount + payToken);
  }

  /**
   * The digest of {@code /escrow/delivery}, which this emulator doesn't answer; for the test
   * vectors.
   */
  public static String ofDelivery(
      String skey, String sid, String payToken, String amount, String signDate) {
    return of(skey, sid + payToken + amount + signDate);
  }

  /** Whether two texts are equal, compared in constant time. */
  public static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String of(String skey, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(skey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
