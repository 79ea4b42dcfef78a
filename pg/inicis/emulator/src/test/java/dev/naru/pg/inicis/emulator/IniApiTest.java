package dev.naru.pg.inicis.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.sandbox.testkit.Concurrently;
import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.TestHttp;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IniApiTest {

  private final String oid = Shop.newOrder();

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @Test
  void a_refund_cancels_all_and_only_once() {
    String tid = Shop.charge(oid, 14_000);
    JsonNode answer = Shop.refund(tid);
    assertThat(answer.get("resultCode").asString()).isEqualTo("00");
    assertThat(answer.get("cancelDate").asString()).matches("\\d{8}");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(detail(Shop.refund(tid))).isEqualTo("500626");
    assertThat(Shop.refund(tid).get("resultMsg").asString()).isEqualTo("기 취소 거래");
    assertThat(ControlCalls.requests(tid))
        .containsExactly("approval", "cancel", "cancel", "cancel");
  }

  @Test
  void parts_are_cancelled_until_nothing_is_left() {
    String tid = Shop.charge(oid, 1_000);
    JsonNode first = Shop.partialRefund(tid, 300, 700);
    assertThat(first.get("resultCode").asString()).isEqualTo("00");
    assertThat(first.get("prtcTid").asString()).isEqualTo(tid);
    assertThat(first.get("tid").asString()).isNotEqualTo(tid).hasSize(40);
    assertThat(first.get("prtcPrice").asString()).isEqualTo("300");
    assertThat(first.get("prtcRemains").asString()).isEqualTo("700");
    assertThat(first.get("prtcCnt").asString()).isEqualTo("1");
    assertThat(detail(Shop.refund(tid))).isEqualTo("500624");
    assertThat(detail(Shop.partialRefund(tid, 800, 0))).isEqualTo("500826");
    assertThat(detail(Shop.partialRefund(tid, 300, 700))).isEqualTo("500703");
    assertThat(Shop.partialRefund(tid, 700, 0).get("prtcCnt").asString()).isEqualTo("2");
    assertThat(Shop.book(oid)).containsExactly("1000-1000 cancelled");
    assertThat(detail(Shop.partialRefund(tid, 1, 0))).isEqualTo("500626");
  }

  @Test
  void the_whole_is_not_cancelled_as_a_first_part() {
    String tid = Shop.charge(oid, 1_000);
    assertThat(detail(Shop.partialRefund(tid, 1_000, 0))).isEqualTo("500749");
    assertThat(Shop.book(oid)).containsExactly("1000-0 paid");
  }

  @Test
  void of_many_equal_parts_at_once_one_is_cancelled() throws Exception {
    String tid = Shop.charge(oid, 10_000);
    List<Callable<String>> calls =
        IntStream.range(0, 8)
            .<Callable<String>>mapToObj(
                i -> () -> Shop.partialRefund(tid, 3_000, 7_000).get("resultCode").asString())
            .toList();
    assertThat(Concurrently.run(calls)).filteredOn("00"::equals).hasSize(1);
    assertThat(Shop.book(oid)).containsExactly("10000-3000 cancelled");
  }

  @Test
  void an_unknown_tid_and_a_forged_hash_change_nothing() {
    String tid = Shop.charge(oid, 1_000);
    assertThat(detail(Shop.refund("StdpayCARDINIpayTest20260115102500123456"))).isEqualTo("500623");
    String forged =
        """
        {"mid":"INIpayTest","type":"refund","timestamp":"20260115103000","clientIp":"192.0.2.10",\
        "data":{"tid":"%s","msg":"x"},"hashData":"00"}\
        """
            .formatted(tid);
    var answer = TestHttp.postJson("/stginiapi.inicis.com/v2/pg/refund", forged);
    assertThat(detail(TestHttp.json(answer))).isEqualTo("500632");
    assertThat(Shop.book(oid)).containsExactly("1000-0 paid");
  }

  @Test
  void the_hash_covers_the_data_as_it_was_written() {
    String tid = Shop.charge(oid, 1_000);
    String spaced = "{ \"tid\" : \"" + tid + "\",\"msg\":\"가/나\" }";
    assertThat(TestHttp.json(Shop.v2("refund", spaced)).get("resultCode").asString())
        .isEqualTo("00");
  }

  @Test
  void an_escaped_slash_in_the_body_counts_as_a_slash() {
    var read = SignedJson.of("{\"mid\":\"m\",\"data\":{\"msg\":\"a\\/b\"},\"hashData\":\"h\"}");
    assertThat(read.dataText()).isEqualTo("{\"msg\":\"a/b\"}");
    assertThat(read.data("msg")).isEqualTo("a/b");
    assertThat(read.field("hashData")).isEqualTo("h");
  }

  @Test
  void broken_json_and_missing_fields_are_answered_as_such() {
    var broken = TestHttp.postJson("/stginiapi.inicis.com/v2/pg/refund", "{\"mid\":");
    assertThat(TestHttp.json(broken).get("resultCode").asString()).startsWith("ER");
    JsonNode missing = TestHttp.json(Shop.v2("refund", "{\"tid\":\"x\"}"));
    assertThat(missing.get("resultCode").asString()).isEqualTo("ER0102");
    assertThat(missing.get("errorDetails").get(0).get("field").asString()).isEqualTo("msg");
  }

  @Test
  void an_inquiry_tells_each_state_by_tid_and_by_order() {
    assertThat(detail(Shop.inquiry("oid", oid))).isEqualTo("500623");
    String tid = Shop.charge(oid, 1_000);
    assertThat(status(Shop.inquiry("tid", tid))).isEqualTo("APPROVAL");
    Shop.partialRefund(tid, 300, 700);
    JsonNode part = Shop.inquiry("oid", oid);
    assertThat(status(part)).isEqualTo("PART_CANCEL");
    assertThat(part.get("resultCode").asString()).isEqualTo("SUCCESS");
    assertThat(part.get("price").asString()).isEqualTo("1000");
    assertThat(part.get("availablePartCancelPrice").asString()).isEqualTo("700");
    assertThat(part.get("partCancelTransInfo").get(0).get("requestPrice").asString())
        .isEqualTo("300");
    assertThat(part.get("cardInfo").get("cardName").asString()).isEqualTo("신한카드");
    Shop.partialRefund(tid, 700, 0);
    assertThat(status(Shop.inquiry("tid", tid))).isEqualTo("CANCEL");
  }

  @Test
  void scenarios_refuse_a_cancel_or_lose_its_answer() {
    String tid = Shop.charge(oid, 1_000);
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"cancel_refused\"}");
    assertThat(detail(Shop.refund(tid))).isEqualTo("500628");
    assertThat(Shop.book(oid)).containsExactly("1000-0 paid");
    ControlCalls.scenario(
        "{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"timeout_after_cancel\"}");
    assertThatThrownBy(() -> Shop.refund(tid)).isInstanceOf(UncheckedIOException.class);
    assertThat(Shop.book(oid)).containsExactly("1000-1000 cancelled");
    ControlCalls.scenario("{\"pg\":\"html5_inicis\",\"match\":{},\"fault\":\"inquiry_timeout\"}");
    assertThatThrownBy(() -> Shop.inquiry("tid", tid)).isInstanceOf(UncheckedIOException.class);
    assertThat(status(Shop.inquiry("tid", tid))).isEqualTo("CANCEL");
  }

  @Test
  void the_first_generation_refunds_and_inquires_too() {
    String tid = Shop.charge(oid, 1_000);
    var part =
        Shop.v1(
            "refund",
            tid + "300" + "700",
            Map.of(
                "type",
                "PartialRefund",
                "paymethod",
                "Card",
                "tid",
                tid,
                "msg",
                "부분",
                "price",
                "300",
                "confirmPrice",
                "700",
                "currency",
                "WON"));
    assertThat(part.get("prtcRemains").asString()).isEqualTo("700");
    assertThat(status1(tid)).isEqualTo("0");
    String whole = Shop.newOrder();
    String other = Shop.charge(whole, 1_000);
    var refund = Map.of("type", "Refund", "paymethod", "Card", "tid", other, "msg", "전체");
    assertThat(Shop.v1("refund", other, refund).get("resultCode").asString()).isEqualTo("00");
    assertThat(detail(Shop.v1("refund", other, refund))).isEqualTo("500626");
    assertThat(detail(Shop.v1("refund", "x", refund))).isEqualTo("500632");
    assertThat(status1(other)).isEqualTo("1");
    assertThat(status1("StdpayCARDINIpayTest20260115102500123456")).isEqualTo("9");
    assertThat(Shop.book(whole)).containsExactly("1000-1000 cancelled");
  }

  @Test
  void an_unknown_path_answers_its_address_as_text() {
    var answer = TestHttp.form("/stginiapi.inicis.com/api/v1/nothing", Map.of());
    assertThat(TestHttp.text(answer)).endsWith("/stginiapi.inicis.com/api/v1/nothing");
  }

  @Test
  void the_receipt_shows_the_charge() {
    String tid = Shop.charge(oid, 14_000);
    String path =
        "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/mCmReceipt_head.jsp?noMethod=1&noTid=";
    assertThat(TestHttp.text(TestHttp.get(path + tid)))
        .contains("14,000원")
        .contains(oid)
        .contains("신한카드");
    assertThat(TestHttp.text(TestHttp.get(path + "none"))).contains("해당 거래가 없습니다.");
  }

  private static String status1(String tid) {
    return Shop.v1("extra", "", Map.of("type", "Extra", "paymethod", "Inquiry", "originalTid", tid))
        .get("status")
        .asString();
  }

  private static String detail(JsonNode answer) {
    assertThat(answer.get("resultCode").asString()).isEqualTo("01");
    return answer.get("detailResultCode").asString();
  }

  private static String status(JsonNode answer) {
    return answer.get("transactionStatus").asString();
  }
}
