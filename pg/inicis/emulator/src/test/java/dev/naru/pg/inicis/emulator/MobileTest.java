package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.GOOD_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.testkit.TestHttp;
import dev.naru.sandbox.testkit.TestSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileTest {

  private static final String APPROVE = "/stgmobile.inicis.com/smart/payReq.ini";
  private static final String NET_CANCEL = "/stgmobile.inicis.com/smart/payNetCancel.ini";

  private final String oid = Shop.newOrder();

  @ParameterizedTest
  @CsvSource({
    "wcard, CARD",
    "wcard/, CARD",
    "bank, BANK",
    "vbank/, VBANK",
    "mobile, MOBILE",
    "mobile/, MOBILE",
    "/mobile//, MOBILE",
    "culture/, CULTURE",
    "hpmn, HPMN"
  })
  void an_older_entry_names_the_method_in_its_path(String entry, String method) {
    var form = Shop.mobileForm(oid, 14_000);
    form.remove("P_INI_PAYMENT");
    form.put("P_HPP_METHOD", "2");
    form.put("P_NOTI_URL", Shop.ORIGIN + "/noti");
    for (String host : java.util.List.of("mobile", "stgmobile", "ksmobile")) {
      var opened = TestHttp.form("/" + host + ".inicis.com/smart/" + entry, form, Reply.EUC_KR);
      String page = TestHttp.text(TestHttp.get(TestHttp.location(opened)));
      form.put("P_INI_PAYMENT", method);
      String same = TestHttp.text(TestHttp.get(TestHttp.location(Shop.openMobile(form))));
      form.remove("P_INI_PAYMENT");
      assertThat(page.replaceAll("/window/[^/\"]+", ""))
          .isEqualTo(same.replaceAll("/window/[^/\"]+", ""));
    }
  }

  @Test
  void a_buyer_authenticates_and_the_merchants_server_approves() {
    var result = Shop.pay(Shop.openMobile(Shop.mobileForm(oid, 14_000)), "04", GOOD_CARD);
    String authTid = result.getOrDefault("P_TID", "");
    assertThat(result)
        .containsEntry("P_STATUS", "00")
        .containsEntry("P_AMT", "14000")
        .containsEntry("P_NOTI", "order%20" + oid)
        .containsEntry("P_REQ_URL", TestSandbox.base() + APPROVE)
        .containsEntry("idc_name", "stg");
    assertThat(result.keySet()).noneMatch(name -> name.contains("OID"));
    assertThat(authTid).startsWith("INIMX_AUTHINIpayTest").hasSize(40);

    String answer = TestHttp.text(approve(authTid));

    assertThat(answer)
        .matches(
            "P_STATUS=00&P_AUTH_DT=\\d{14}&P_AUTH_NO=\\d{8}&P_RMESG1=[^&]+&P_RMESG2=00&P_TID="
                + "INIMX_CARDINIpayTest\\d{20}&P_FN_CD1=04&P_AMT=14000&P_TYPE=CARD&P_UNAME=홍길동"
                + "&P_MID=INIpayTest&P_OID="
                + oid
                + "&P_NOTI=order%20"
                + oid
                + "&P_NEXT_URL=https://pay.example.com/inicis/next/a1&P_MNAME=&P_NOTEURL=.*"
                + "&P_CARD_NUM=123412\\*{9}4&.*&EventCode=");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(TestHttp.text(approve(authTid))).startsWith("P_STATUS=01&P_RMESG1=[R201]");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void a_name_with_an_ampersand_stands_raw_in_the_answer() {
    var form = Shop.mobileForm(oid, 14_000);
    form.put("P_UNAME", "x&P_OID=VICTIM&P_AMT=1");
    var result = Shop.pay(Shop.openMobile(form), "04", GOOD_CARD);
    assertThat(TestHttp.text(approve(result.getOrDefault("P_TID", ""))))
        .contains("&P_UNAME=x&P_OID=VICTIM&P_AMT=1&P_MID=INIpayTest&P_OID=" + oid);
  }

  @Test
  void without_p_charset_the_answer_is_euc_kr() {
    var form = Shop.mobileForm(oid, 14_000);
    form.remove("P_CHARSET");
    var result = Shop.pay(Shop.openMobile(form), "04", GOOD_CARD);
    var answer = approve(result.getOrDefault("P_TID", ""));
    assertThat(new String(answer.body(), Reply.EUC_KR)).contains("P_UNAME=홍길동");
    assertThat(TestHttp.text(answer)).doesNotContain("홍길동");
  }

  @ParameterizedTest
  @ValueSource(strings = {"urlencoded", "multipart", "query"})
  void an_approval_is_read_in_all_three_forms(String form) {
    String tid = authenticate();
    var fields = Map.of("P_MID", Shop.MID, "P_TID", tid);
    String query = FormCodec.encode(fields, StandardCharsets.UTF_8);
    var answer =
        switch (form) {
          case "query" -> TestHttp.form(APPROVE + "?" + query, Map.of());
          case "multipart" -> {
            var body = new StringBuilder();
            fields.forEach((n, v) ->
                body.append("--b\r\nContent-Disposition: form-data; name=\"")
                    .append(n)
                    .append("\"\r\n\r\n")
                    .append(v)
                    .append("\r\n"));
            yield TestHttp.body(APPROVE, body + "--b--\r\n", "multipart/form-data; boundary=b");
          }
          default -> TestHttp.form(APPROVE, fields);
        };
    assertThat(TestHttp.text(answer)).startsWith("P_STATUS=00&");
  }

  @ParameterizedTest
  @CsvSource({
    "P_CHKFAKE, x, MX1002",
    "P_AMT, 14001, MX1002",
    "P_AMT, '14,000', MX1002",
    "P_MID, INIpayNone, MX2001",
    "P_UNAME, '', MX1006",
    "P_INI_PAYMENT, EWALLET, MX2002",
    "P_INI_PAYMENT, MOBILE, MX1006",
    "P_INI_PAYMENT, VBANK, MX1006",
    "P_TAX, 1401, MX1002",
    "P_OFFER_PERIOD, 20261301, MX1002",
    "P_VBANK_DT, 20200101, MX1002"
  })
  void a_wrong_form_comes_back_with_its_code(String field, String value, String code) {
    var form = Shop.mobileForm(oid, 14_000);
    form.put(field, value);
    assertThat(TestHttp.hidden(Shop.openMobile(form)))
        .containsEntry("P_STATUS", "01")
        .hasEntrySatisfying("P_RMESG1", text -> assertThat(text).contains(code));
  }

  @Test
  void leaving_comes_back_as_a_failure_that_says_so() {
    String window = TestHttp.location(Shop.openMobile(Shop.mobileForm(oid, 14_000)));
    assertThat(TestHttp.hidden(TestHttp.form(window + "/leave", Map.of())))
        .containsEntry("P_STATUS", "01")
        .containsEntry("P_RMESG1", "사용자가 결제를 취소하셨습니다.")
        .containsEntry("P_TID", "");
  }

  @Test
  void a_magic_card_is_declined_at_approval() {
    var opened = Shop.openMobile(Shop.mobileForm(oid, 14_000));
    var result = Shop.pay(opened, "04", "4000-0000-0000-0069");
    assertThat(TestHttp.text(approve(result.getOrDefault("P_TID", ""))))
        .startsWith("P_STATUS=01&")
        .contains("P_RMESG1=[120004]유효기간 만료");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void another_mid_is_told_that_they_differ() {
    var answer = TestHttp.form(APPROVE, Map.of("P_MID", "INIBillTst", "P_TID", authenticate()));
    assertThat(TestHttp.text(answer))
        .isEqualTo("P_STATUS=01&P_RMESG1=요청하신 MID와 TID가 일치하지 않습니다.&P_TID=");
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void a_net_cancel_names_the_authentication_or_the_approval() {
    String authTid = authenticate();
    approve(authTid);
    assertThat(TestHttp.text(netCancel(authTid, "14001"))).startsWith("P_STATUS=01&");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
    assertThat(TestHttp.text(netCancel(authTid, "14000"))).startsWith("P_STATUS=00&");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
    assertThat(TestHttp.text(netCancel(authTid, "14000"))).startsWith("P_STATUS=00&");
    assertThat(Shop.book(oid)).containsExactly("14000-14000 cancelled");
  }

  @Test
  void by_the_approvals_id_the_net_cancel_must_come_within_a_minute() {
    approve(authenticate());
    String tid = Shop.inquiry("oid", oid).get("tid").asString();
    TestSandbox.TIME.advance(Duration.ofSeconds(61));
    assertThat(TestHttp.text(netCancel(tid, "14000"))).contains("[R204]");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void a_net_cancel_before_the_approval_makes_it_fail() {
    String authTid = authenticate();
    assertThat(TestHttp.text(netCancel(authTid, "14000"))).startsWith("P_STATUS=00&");
    assertThat(TestHttp.text(approve(authTid))).contains("[R203]");
    assertThat(Shop.book(oid)).isEmpty();
  }

  private String authenticate() {
    return Shop.pay(Shop.openMobile(Shop.mobileForm(oid, 14_000)), "04", GOOD_CARD)
        .getOrDefault("P_TID", "none");
  }

  private static java.net.http.HttpResponse<byte[]> approve(String authTid) {
    return TestHttp.form(APPROVE, Map.of("P_MID", Shop.MID, "P_TID", authTid));
  }

  private java.net.http.HttpResponse<byte[]> netCancel(String tid, String amount) {
    var f = new LinkedHashMap<String, String>();
    f.put("P_TID", tid);
    f.put("P_MID", Shop.MID);
    f.put("P_AMT", amount);
    f.put("P_OID", oid);
    f.put("P_TIMESTAMP", "1768442113000");
    f.put(
        "P_CHKFAKE",
        Signatures.mobile(
            amount, oid, "1768442113000", Merchant.of(Shop.MID).orElseThrow().hashKey()));
    return TestHttp.form(NET_CANCEL, f);
  }
}
