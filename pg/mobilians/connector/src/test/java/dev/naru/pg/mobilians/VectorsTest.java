package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.mobilians.wire.NoticeForm;
import dev.naru.pg.mobilians.wire.TransactionId;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.PayMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Tests KG Mobilians' digests and formats with recorded, published and computed values. */
class VectorsTest {

  @TestFactory
  List<DynamicTest> every_vector_is_reproduced() {
    return Fixtures.rows("/protocols/mobilians-vectors.json").stream()
        .filter(row -> !row.get("name").asString().startsWith("mcash."))
        .map(row -> DynamicTest.dynamicTest(row.get("name").asString(), () -> check(row)))
        .toList();
  }

  private static void check(JsonNode row) {
    String name = row.get("name").asString();
    JsonNode output = row.get("output");
    switch (name) {
      case "mup.hmac.registration", "mup.hmac.registration.30day" ->
          assertThat(
                  signer(row)
                      .trade(
                          input(row, "amount"),
                          input(row, "ok_url"),
                          input(row, "trade_id"),
                          input(row, "time_stamp")))
              .isEqualTo(output.asString());
      case "mup.hmac.registration.forged-amount", "mup.hmac.registration.amount-format" -> {
        String recomputed = signer(row).digest(input(row, "message"));
        assertThat(recomputed).isEqualTo(output.get("recomputed").asString());
        assertThat(MobiliansSigner.same(recomputed, input(row, "genuine_hmac")))
            .isEqualTo(output.get("accept").asBoolean());
      }
      case "mup.hmac.scope.replay" -> replay(row);
      case "mup.hmac.cancellation.full",
          "mup.hmac.cancellation.phone-partial",
          "mup.hmac.cancellation.card-partial",
          "mup.hmac.refund" ->
          assertThat(
                  signer(row)
                      .cancellation(
                          input(row, "sid"),
                          input(row, "trade_id"),
                          input(row, "pay_token"),
                          input(row, "amount")))
              .isEqualTo(output.asString());
      // naru doesn't make these calls, but their digest is the same.
      case "mup.hmac.escrow-delivery", "mup.hmac.legacy-cancel" ->
          assertThat(signer(row).digest(input(row, "message"))).isEqualTo(output.asString());
      case "mup.hmac.form-encoding" -> {
        assertThat(form(output.get("form_value").asString())).isEqualTo(input(row, "hmac"));
        assertThat(input(row, "hmac")).hasSize(output.get("length").asInt());
      }
      case "mup.cancel.phone-partial.sequence" -> sequence(row);
      case "mup.noti.charset.ms949" ->
          assertThat(form(input(row, "form_value"))).isEqualTo(output.get("text").asString());
      case "mup.okurl.charset.utf8" ->
          assertThat(form(output.get("form_value").asString())).isEqualTo(input(row, "text"));
      case "mup.noti.product-name" ->
          assertThat(form(input(row, "form_value"))).isEqualTo(output.asString());
      case "charset.ambiguous" ->
          assertThat(KoreanText.decode(HexFormat.of().parseHex(input(row, "bytes_hex"))))
              .isEqualTo(output.get("text").asString());
      case "euckr.byte-length" ->
          assertThat(KoreanText.bytes(input(row, "text")))
              .isEqualTo(output.get("ms949_bytes").asInt());
      case "mup.transaction-id.parse.2001",
          "mup.transaction-id.parse.5001",
          "mup.transaction-id.parse.4002" ->
          transactionId(row);
      default -> throw new AssertionError("no formula for " + name);
    }
  }

  /** Both messages have a valid digest, so only a comparison of every field tells them apart. */
  private static void replay(JsonNode row) {
    MobiliansSigner signer = signer(row);
    for (String result : List.of("result_a", "result_b")) {
      JsonNode it = row.get("inputs").get(result);
      String hmac =
          signer.trade(
              it.get("amount").asString(),
              "https://hub.example.test/mob/ok",
              it.get("trade_id").asString(),
              "20260408180938");
      assertThat(MobiliansSigner.same(hmac, input(row, "hmac"))).isTrue();
    }
  }

  private static void sequence(JsonNode row) {
    long paid = row.get("inputs").get("paid").asLong();
    List<String> phone = new ArrayList<>();
    List<String> other = new ArrayList<>();
    long remaining = paid;
    for (JsonNode cancel : row.get("inputs").get("cancels").values()) {
      CancelRequest request =
          new CancelRequest(
              "5000000001",
              PayMethod.PHONE,
              cancel.asLong(),
              remaining,
              remaining < paid,
              null,
              null,
              null,
              "");
      phone.add(Long.toString(CancelAmount.of(CashCode.MC, paid, request).sentKrw()));
      other.add(Long.toString(CancelAmount.of(CashCode.CN, paid, request).sentKrw()));
      remaining -= cancel.asLong();
    }
    assertThat(phone).isEqualTo(texts(row.get("output").get("MC_amount_sent")));
    assertThat(other).isEqualTo(texts(row.get("output").get("other_amount_sent")));
  }

  private static void transactionId(JsonNode row) {
    TransactionId id = TransactionId.parse(input(row, "transaction_id")).orElseThrow();
    JsonNode output = row.get("output");
    assertThat(id.date()).isEqualTo(output.get("date").asString());
    assertThat(id.cashCode()).isEqualTo(output.get("cash_code").asString());
    assertThat(id.environment().equals("T") ? "test" : "live")
        .isEqualTo(output.get("env").asString());
    assertThat(id.operation()).isEqualTo(output.get("opcode").asString());
    assertThat(id.time()).isEqualTo(output.get("time").asString());
    assertThat(id.sequence()).isEqualTo(output.get("seq").asString());
    assertThat(id.at()).isPresent();
  }

  private static List<String> texts(JsonNode list) {
    return list.values().stream().map(JsonNode::asString).toList();
  }

  private static String form(String value) {
    return NoticeForm.parse(("v=" + value).getBytes(StandardCharsets.US_ASCII))
        .orElseThrow()
        .get("v");
  }

  private static MobiliansSigner signer(JsonNode row) {
    return new MobiliansSigner(input(row, "skey"));
  }

  private static String input(JsonNode row, String name) {
    return row.get("inputs").path(name).asString("");
  }
}
