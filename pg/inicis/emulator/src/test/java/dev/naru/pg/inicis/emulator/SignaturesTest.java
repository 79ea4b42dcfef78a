package dev.naru.pg.inicis.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of docs/protocols/inicis-vectors.json that this emulator has to do with: the windows,
 * INIAPI's charges, refunds and inquiries, and its sealed fields.
 */
class SignaturesTest {
  /** Rows about calls that are not emulated, or about what only the merchant's side reads. */
  private static final Pattern NOT_OURS =
      Pattern.compile(
          "(iniapi\\.v[12]\\.receipt|iniapi\\.v1\\.escrow|iniapi\\.v2\\.billing$|paypro\\.|vbankNoti\\.)"
              + ".*|mobile\\.(P_MERCHANT_RESERVED|nvp\\..*)");

  @TestFactory
  Stream<DynamicTest> every_vector_comes_out_as_printed() throws IOException {
    try (var in = SignaturesTest.class.getResourceAsStream("/protocols/inicis-vectors.json")) {
      JsonNode vectors = JsonMapper.shared().readTree(in);
      var ours =
          vectors
              .valueStream()
              .filter(v -> !NOT_OURS.matcher(v.get("name").asString()).matches())
              .toList();
      assertThat(ours).hasSizeGreaterThan(46);
      return ours.stream()
          .map(v -> DynamicTest.dynamicTest(v.get("name").asString(), () -> check(v)))
          .toList()
          .stream();
    }
  }

  private static void check(JsonNode vector) {
    JsonNode in = vector.get("inputs");
    String name = vector.get("name").asString();
    if (name.equals("tid.parse")) {
      checkTid(vector);
      return;
    }
    assertThat(digest(name, in, vector.get("output").asString()))
        .isEqualTo(vector.get("output").asString());
  }

  private static String digest(String name, JsonNode in, String sealed) {
    return switch (name) {
      case "pc.mKey" -> Signatures.mKey(text(in, "signKey"));
      case "pc.request.signature" ->
          Signatures.request(text(in, "oid"), text(in, "price"), text(in, "timestamp"));
      case "pc.request.verification" ->
          Signatures.requestVerification(
              text(in, "oid"), text(in, "price"), text(in, "signKey"), text(in, "timestamp"));
      case "pc.approve.signature", "pc.netCancel.signature" ->
          Signatures.approval(text(in, "authToken"), text(in, "timestamp"));
      case "pc.approve.verification" ->
          Signatures.approvalVerification(
              text(in, "authToken"), text(in, "signKey"), text(in, "timestamp"));
      default -> furtherDigest(name, in, sealed);
    };
  }

  private static String furtherDigest(String name, JsonNode in, String sealed) {
    if (name.startsWith("pc.authSignature")) {
      return Signatures.answer(
          text(in, "mid"), text(in, "MOID"), text(in, "TotPrice"), text(in, "tstamp"));
    }
    if (name.startsWith("mobile.")) {
      return Signatures.mobile(
          text(in, "P_AMT"), text(in, "P_OID"), text(in, "P_TIMESTAMP"), text(in, "hashKey"));
    }
    if (name.startsWith("iniapi.aes.")) {
      // Only the PG's side is ours: it opens what the merchant sealed.
      var merchant = new Merchant("any", "", "", text(in, "key"), text(in, "iv"), "");
      assertThat(Encrypted.read(merchant, sealed)).contains(text(in, "plaintext"));
      return sealed;
    }
    if (name.equals("inilite.old.hashdata")) {
      return Signatures.oldLite(
          text(in, "mid"), text(in, "orderid"), text(in, "timestamp"), text(in, "INILiteKey"));
    }
    if (name.equals("inilite.new.hashData")) {
      return Signatures.newLite(
          text(in, "price"),
          text(in, "mid"),
          text(in, "orderId"),
          text(in, "timestamp"),
          text(in, "INILiteKey"));
    }
    if (name.startsWith("iniapi.v1.")) {
      String[] own =
          Stream.of(
                  "type",
                  "paymethod",
                  "timestamp",
                  "clientIp",
                  "mid",
                  "moid",
                  "tid",
                  "price",
                  "confirmPrice",
                  "refundAcctNum",
                  "cardNumber",
                  "billKey")
              .map(n -> text(in, n))
              .toArray(String[]::new);
      return Signatures.iniApiV1(text(in, "INIAPIKey"), own);
    }
    return Signatures.iniApiV2(
        text(in, "INIAPIKey"),
        text(in, "mid"),
        text(in, "type"),
        text(in, "timestamp"),
        text(in, "dataJson"));
  }

  private static void checkTid(JsonNode vector) {
    String tid = text(vector.get("inputs"), "tid");
    assertThat(tid).hasSize(40);
    assertThat(tid.substring(0, 10)).isEqualTo(text(vector.get("output"), "prefix"));
    assertThat(tid.substring(10, 20)).isEqualTo(text(vector.get("output"), "mid"));
    assertThat(tid.substring(20, 34)).isEqualTo(text(vector.get("output"), "timestamp"));
  }

  private static String text(JsonNode in, String name) {
    return in.has(name) ? in.get(name).asString() : "";
  }
}
