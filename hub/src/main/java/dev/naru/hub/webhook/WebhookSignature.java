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
 * Signs webhooks by the specification <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a>, so that a shop can check them with any of its libraries. A signature is {@code v1,}
 * and the Base64 of HMAC-SHA-256 over id, timestamp and body, joined by full stops. While a secret
 * is being replaced, each secret makes a signature, separated by spaces (G23).
 */
final class WebhookSignature {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /** The text form in which a shop gets a secret. */
  static String secret(byte[] key) {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /**
   * The headers of a send.
   *
   * @param secrets the secrets that sign now, newest first
   * @param at the time of the send
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
