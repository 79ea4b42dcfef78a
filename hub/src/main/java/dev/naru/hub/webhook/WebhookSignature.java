package dev.naru.hub.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say, so that a
 * shop can check them with any of their libraries: {@code v1,} and the Base64 of HMAC-SHA-256 over
 * id, timestamp and body, joined by points. During a rotation there is one signature a live secret,
 * separated by blanks (G23).
 */
final class WebhookSignature {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /** A secret as a shop is told it. */
  static String secret(byte[] key) {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The headers of a send.
   *
   * @param secrets those that are live, newest first
   * @param at when it is sent
   */
  static Map<String, String> headers(String id, Instant at, String body, List<String> secrets) {
    String timestamp = Long.toString(at.getEpochSecond());
    String signed = id + "." + timestamp + "." + body;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, id);
    headers.put(TIMESTAMP, timestamp);
    headers.put(
        SIGNATURE,
        secrets.stream()
            .map(secret -> "v1," + mac(secret, signed))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static String mac(String secret, String text) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
