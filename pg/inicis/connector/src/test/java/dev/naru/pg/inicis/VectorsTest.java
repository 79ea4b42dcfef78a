package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.wire.Json;
import dev.naru.pg.inicis.wire.NoticeForm;
import dev.naru.pg.inicis.wire.Nvp;
import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.spi.ChannelConfig;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every row of docs/protocols/inicis-vectors.json: digests, cipher and formats of KG INICIS. */
class VectorsTest {
  /** All orders of protocols/inicis.md §6 are this one with names left out. */
  private static final List<String> V1_ORDER =
      List.of(
          "type",
          "paymethod",
          "timestamp",
          "clientIp",
          "mid",
          "moid",
          "oid",
          "originalTid",
          "tid",
          "price",
          "confirmPrice",
          "refundAcctNum",
          "cardNumber",
          "billKey",
          "crPrice",
          "supPrice",
          "srcvPrice",
          "regNum");

  @TestFactory
  List<DynamicTest> every_vector_is_reproduced() {
    return Fixtures.rows("/protocols/inicis-vectors.json").stream()
        .map(row -> DynamicTest.dynamicTest(row.get("name").asString(), () -> check(row)))
        .toList();
  }

  private static void check(JsonNode row) {
    String name = row.get("name").asString();
    if (name.equals("tid.parse")) {
      Tid tid = Tid.parse(input(row, "tid")).orElseThrow();
      JsonNode expected = row.get("output");
      assertThat(tid.prefix()).isEqualTo(expected.get("prefix").asString());
      assertThat(tid.mid()).isEqualTo(expected.get("mid").asString());
      assertThat(tid.timestamp()).isEqualTo(expected.get("timestamp").asString());
      assertThat(tid.sequence()).isEqualTo(expected.get("sequence").asString());
    } else if (name.equals("mobile.nvp.parse.injection")) {
      assertThat(Nvp.parse(input(row, "raw"))).isEmpty();
    } else if (name.equals("mobile.nvp.parse.rawAmpersand")) {
      Nvp nvp = Nvp.parse(input(row, "raw")).orElseThrow();
      row.get("output")
          .properties()
          .forEach(it -> assertThat(nvp.get(it.getKey())).isEqualTo(it.getValue().asString()));
    } else if (name.equals("mobile.P_MERCHANT_RESERVED")) {
      String plain = URLDecoder.decode(input(row, "raw"), StandardCharsets.UTF_8);
      assertThat(new String(Base64.getDecoder().decode(plain), StandardCharsets.UTF_8))
          .isEqualTo(row.get("output").asString());
    } else if (name.startsWith("vbankNoti.")) {
      assertThat(NoticeForm.decode(input(row, "raw"))).contains(row.get("output").asString());
    } else {
      assertThat(digest(row, name)).isEqualTo(row.get("output").asString());
    }
  }

  private static String digest(JsonNode row, String name) {
    InicisSigner signer = signer(row);
    if (name.startsWith("pc.authSignature")) {
      return InicisSigner.authSignature(
          input(row, "mid"), input(row, "MOID"), input(row, "TotPrice"), input(row, "tstamp"));
    }
    if (name.startsWith("mobile.") || name.startsWith("paypro.")) {
      return signer.chkFake(input(row, "P_AMT"), input(row, "P_OID"), input(row, "P_TIMESTAMP"));
    }
    if (name.startsWith("iniapi.aes")) {
      return signer.encrypt(input(row, "plaintext"));
    }
    if (name.startsWith("iniapi.v2")) {
      String dataJson = input(row, "dataJson");
      assertThat(Json.write(values(dataJson))).isEqualTo(dataJson);
      return signer.apiV2(input(row, "mid"), input(row, "type"), input(row, "timestamp"), dataJson);
    }
    if (name.startsWith("iniapi.v1")) {
      return signer.apiV1(V1_ORDER.stream().map(field -> input(row, field)).toArray(String[]::new));
    }
    return switch (name) {
      case "pc.mKey" -> signer.mKey();
      case "pc.request.signature" ->
          signer.windowSignature(input(row, "oid"), input(row, "price"), input(row, "timestamp"));
      case "pc.request.verification" ->
          signer.windowVerification(
              input(row, "oid"), input(row, "price"), input(row, "timestamp"));
      case "pc.approve.signature", "pc.netCancel.signature" ->
          signer.approvalSignature(input(row, "authToken"), input(row, "timestamp"));
      case "pc.approve.verification" ->
          signer.approvalVerification(input(row, "authToken"), input(row, "timestamp"));
      case "inilite.old.hashdata" ->
          signer.iniLite(input(row, "mid"), input(row, "orderid"), input(row, "timestamp"));
      case "inilite.new.hashData" ->
          signer.iniLitePay(
              input(row, "price"),
              input(row, "mid"),
              input(row, "orderId"),
              input(row, "timestamp"));
      default -> throw new AssertionError("no formula for " + name);
    };
  }

  private static SequencedMap<String, String> values(String json) {
    SequencedMap<String, String> values = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(json)
        .properties()
        .forEach(it -> values.put(it.getKey(), it.getValue().asString()));
    return values;
  }

  private static InicisSigner signer(JsonNode row) {
    Map<String, String> keys = new HashMap<>();
    keys.put("signKey", input(row, "signKey"));
    keys.put("hashKey", input(row, "hashKey"));
    keys.put("iniApiKey", input(row, "INIAPIKey") + input(row, "key"));
    keys.put("iniApiIv", input(row, "iv"));
    keys.put("iniLiteKey", input(row, "INILiteKey"));
    return new InicisSigner(
        InicisSettings.of(new ChannelConfig(Fixtures.MID, ChannelConfig.Mode.TEST, keys, null)));
  }

  private static String input(JsonNode row, String name) {
    return row.get("inputs").path(name).asString("");
  }
}
