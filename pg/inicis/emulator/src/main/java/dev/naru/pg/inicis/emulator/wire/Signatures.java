package dev.naru.pg.inicis.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The digests of the wire, H1 to H11 in the hash catalogue of protocols/inicis.md §2.3. */
public final class Signatures {

  private Signatures() {}

  /** H1, {@code mKey} of a PC form. */
  public static String mKey(String signKey) {
    return hex("SHA-256", signKey);
  }

  /** H2, {@code signature} of a PC form. */
  public static String request(String oid, String price, String timestamp) {
    return sorted(Map.of("oid", oid, "price", price, "timestamp", timestamp));
  }

  /** H3, {@code verification} of a PC form. */
  public static String requestVerification(
      String oid, String price, String signKey, String timestamp) {
    return sorted(Map.of("oid", oid, "price", price, "signKey", signKey, "timestamp", timestamp));
  }

  /** H4, {@code signature} of an approval or net cancel on a PC. */
  public static String approval(String authToken, String timestamp) {
    return sorted(Map.of("authToken", authToken, "timestamp", timestamp));
  }

  /** H5, {@code verification} of an approval or net cancel on a PC. */
  public static String approvalVerification(String authToken, String signKey, String timestamp) {
    return sorted(Map.of("authToken", authToken, "signKey", signKey, "timestamp", timestamp));
  }

  /**
   * H6, {@code authSignature} of an approval's answer. The last digit of the request's timestamp
   * decides which fields are hashed, in which order.
   */
  public static String answer(String mid, String oid, String price, String timestamp) {
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

  /** H7, {@code P_CHKFAKE}: Base64 of the 64 bytes of the digest, not of their hex text. */
  public static String mobile(String amount, String oid, String timestamp, String hashKey) {
    return Base64.getEncoder()
        .encodeToString(digest("SHA-512", amount + oid + timestamp + hashKey));
  }

  /**
   * H8, {@code hashData} of INIAPI v1: of the INIAPI key and the call's fields in their order,
   * without separators.
   */
  public static String iniApiV1(String iniApiKey, String... fields) {
    return hex("SHA-512", iniApiKey + String.join("", fields));
  }

  /** H9, {@code hashData} of INIAPI v2. */
  public static String iniApiV2(
      String iniApiKey, String mid, String type, String timestamp, String dataJson) {
    return hex("SHA-512", iniApiKey + mid + type + timestamp + dataJson);
  }

  /** H10, {@code hashdata} of the old billing key window. */
  public static String oldLite(String mid, String orderId, String timestamp, String iniLiteKey) {
    return hex("SHA-256", mid + orderId + timestamp + iniLiteKey);
  }

  /** H11, {@code hashData} of the new billing key window. */
  public static String newLite(
      String price, String mid, String orderId, String timestamp, String iniLiteKey) {
    return hex("SHA-512", price + mid + orderId + timestamp + iniLiteKey);
  }

  /** Whether two digests are equal, compared in constant time. */
  public static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * SHA-256 in hex. Tokens and billing keys are stored under it, so that they themselves are not
   * stored.
   */
  public static String fingerprint(String token) {
    return hex("SHA-256", token);
  }

  /**
   * SHA-256 of {@code name=value} pairs, sorted by name, trimmed and not percent-encoded (§2.3,
   * general rules).
   */
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
