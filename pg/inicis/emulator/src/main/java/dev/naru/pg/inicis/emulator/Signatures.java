package dev.naru.pg.inicis.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The digests of the wire: the hash catalogue of protocols/inicis.md §2.3 rows H1 to H11. */
final class Signatures {

  private Signatures() {}

  /** H1. */
  static String mKey(String signKey) {
    return hex("SHA-256", signKey);
  }

  /** H2. */
  static String request(String oid, String price, String timestamp) {
    return sorted(Map.of("oid", oid, "price", price, "timestamp", timestamp));
  }

  /** H3. */
  static String requestVerification(String oid, String price, String signKey, String timestamp) {
    return sorted(Map.of("oid", oid, "price", price, "signKey", signKey, "timestamp", timestamp));
  }

  /** H4. */
  static String approval(String authToken, String timestamp) {
    return sorted(Map.of("authToken", authToken, "timestamp", timestamp));
  }

  /** H5. */
  static String approvalVerification(String authToken, String signKey, String timestamp) {
    return sorted(Map.of("authToken", authToken, "signKey", signKey, "timestamp", timestamp));
  }

  /**
   * H6, the answer's signature. The last digit of the timestamp that the merchant sent picks the
   * layout.
   */
  static String answer(String mid, String oid, String price, String timestamp) {
    String m = "mid=" + mid;
    String o = "MOID=" + oid;
    String p = "TotPrice=" + price;
    String t = "tstamp=" + timestamp;
    char digit = timestamp.isEmpty() ? '0' : timestamp.charAt(timestamp.length() - 1);
    String text =
        switch (digit) {
          case '1' -> String.join("&", o, m, t);
          case '2' -> String.join("&", o, t, m);
          case '3' -> String.join("&", m, o, t);
          case '4' -> String.join("&", m, t, o);
          case '5' -> String.join("&", t, m, o);
          case '6' -> String.join("&", t, o, m);
          case '7' -> String.join("&", p, m, t);
          case '8' -> String.join("&", p, t, m);
          case '9' -> String.join("&", p, o, t);
          default -> String.join("&", p, t, o);
        };
    return hex("SHA-256", text);
  }

  /** H7, {@code P_CHKFAKE}: base64 over the raw 64 bytes, not over their hex text. */
  static String mobile(String amount, String oid, String timestamp, String hashKey) {
    return Base64.getEncoder()
        .encodeToString(digest("SHA-512", amount + oid + timestamp + hashKey));
  }

  /** H8: the INIAPI key and the call's own fields in their order, without a separator. */
  static String iniApiV1(String iniApiKey, String... fields) {
    return hex("SHA-512", iniApiKey + String.join("", fields));
  }

  /** H9. */
  static String iniApiV2(
      String iniApiKey, String mid, String type, String timestamp, String dataJson) {
    return hex("SHA-512", iniApiKey + mid + type + timestamp + dataJson);
  }

  /** H10, the old billing key window. */
  static String oldLite(String mid, String orderId, String timestamp, String iniLiteKey) {
    return hex("SHA-256", mid + orderId + timestamp + iniLiteKey);
  }

  /** H11, the new billing key window. */
  static String newLite(
      String price, String mid, String orderId, String timestamp, String iniLiteKey) {
    return hex("SHA-512", price + mid + orderId + timestamp + iniLiteKey);
  }

  /** Whether two digests are the same, in constant time. */
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 in hex: under what a token is kept, so that the token itself is not. */
  static String fingerprint(String token) {
    return hex("SHA-256", token);
  }

  /** PC strings: sorted by name, trimmed, not encoded (§2.3, general rules). */
  private static String sorted(Map<String, String> fields) {
    return hex(
        "SHA-256",
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().trim())
                .collect(Collectors.joining("&")));
  }

  private static String hex(String algorithm, String text) {
    return HexFormat.of().formatHex(digest(algorithm, text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
