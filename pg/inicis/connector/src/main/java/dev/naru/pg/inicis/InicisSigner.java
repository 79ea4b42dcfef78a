package dev.naru.pg.inicis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * KG INICIS's digests H1 to H11 and its encryption of fields (protocols/inicis.md §2.3, §2.4). Hex
 * digits are lowercase, and text is hashed as UTF-8. Prices and timestamps must be passed exactly
 * as they are sent.
 */
final class InicisSigner {
  private final InicisSettings settings;

  InicisSigner(InicisSettings settings) {
    this.settings = settings;
  }

  /** H1: the value of {@code mKey}. */
  String mKey() {
    return sha256(settings.signKey());
  }

  /** H2: the window's {@code signature}. */
  String windowSignature(String oid, String price, String timestamp) {
    return sha256("oid=" + oid + "&price=" + price + "&timestamp=" + timestamp);
  }

  /** H3: the window's {@code verification}. */
  String windowVerification(String oid, String price, String timestamp) {
    return sha256(
        "oid="
            + oid
            + "&price="
            + price
            + "&signKey="
            + settings.signKey()
            + "&timestamp="
            + timestamp);
  }

  /** H4: {@code signature} of approval and net cancel. */
  String approvalSignature(String authToken, String timestamp) {
    return sha256("authToken=" + authToken + "&timestamp=" + timestamp);
  }

  /** H5: {@code verification} of approval and net cancel. */
  String approvalVerification(String authToken, String timestamp) {
    return sha256(
        "authToken=" + authToken + "&signKey=" + settings.signKey() + "&timestamp=" + timestamp);
  }

  /**
   * H6: {@code authSignature} in the approval's answer. It uses no key, so it only detects answers
   * that were mixed up and doesn't prove who answered (§3.8).
   *
   * @param timestamp the timestamp of the approval request; its last digit selects the order of the
   *     hashed fields
   */
  static String authSignature(String mid, String moid, String totPrice, String timestamp) {
    String m = "mid=" + mid;
    String o = "MOID=" + moid;
    String p = "TotPrice=" + totPrice;
    String t = "tstamp=" + timestamp;
    return sha256(
        switch (timestamp.charAt(timestamp.length() - 1)) {
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
        });
  }

  /** H7: the value of {@code P_CHKFAKE}. */
  String chkFake(String amount, String oid, String timestamp) {
    return Base64.getEncoder()
        .encodeToString(digest("SHA-512", amount + oid + timestamp + settings.hashKey()));
  }

  /**
   * H8: {@code hashData} of INIAPI v1.
   *
   * @param fields the values in the order of §6
   */
  String apiV1(String... fields) {
    return sha512(settings.iniApiKey() + String.join("", fields));
  }

  /**
   * H9: {@code hashData} of INIAPI v2.
   *
   * @param dataJson the text of {@code data} exactly as it is sent
   */
  String apiV2(String mid, String type, String timestamp, String dataJson) {
    return sha512(settings.iniApiKey() + mid + type + timestamp + dataJson);
  }

  /** H10: {@code hashdata} of the old INILite window. */
  String iniLite(String mid, String orderId, String timestamp) {
    return sha256(mid + orderId + timestamp + settings.iniLiteKey());
  }

  /** H11: {@code hashData} of the new INILite window. */
  String iniLitePay(String price, String mid, String orderId, String timestamp) {
    return sha512(price + mid + orderId + timestamp + settings.iniLiteKey());
  }

  /** Whether key and IV have the length that {@link #encrypt} needs. */
  boolean canEncrypt() {
    return ascii(settings.iniApiKey()).length == 16 && ascii(settings.iniApiIv()).length == 16;
  }

  /**
   * Encrypts with AES-128-CBC. Key and IV are used as plain characters; the {@code ==} at their end
   * doesn't mean Base64.
   */
  String encrypt(String plain) {
    return encrypt(plain.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Encrypts like {@link #encrypt(String)}. The caller keeps the plain bytes and must wipe them.
   */
  String encrypt(byte[] plain) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(ascii(settings.iniApiKey()), "AES"),
          new IvParameterSpec(ascii(settings.iniApiIv())));
      return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the INIAPI key or IV is not of 16 characters", e);
    }
  }

  /** Compares digests in constant time. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest("SHA-256", text));
  }

  private static String sha512(String text) {
    return HexFormat.of().formatHex(digest("SHA-512", text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
