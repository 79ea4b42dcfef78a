package dev.naru.pg.inicis.emulator;

import static dev.naru.pg.inicis.emulator.Shop.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.testkit.ControlCalls;
import dev.naru.sandbox.testkit.NoticeReceiver;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Virtual accounts by INIAPI v1, without a window (protocols/inicis.md §6.6). */
class DirectAccountTest {

  private final MerchantServer server = new MerchantServer(Shop.MID);
  private final String oid = Shop.newOrder();
  private final NoticeReceiver merchant = new NoticeReceiver("OK");

  @BeforeEach
  void no_scenario_is_left_over() {
    ControlCalls.reset();
  }

  @AfterEach
  void the_merchant_goes() {
    merchant.close();
  }

  @Test
  void an_account_is_opened_and_its_deposit_is_told_like_that_of_a_window() {
    JsonNode answer = open(Map.of());
    assertThat(text(answer, "resultCode")).isEqualTo("00");
    assertThat(text(answer, "tid")).startsWith("INIAPIVBNK" + Shop.MID).hasSize(40);
    assertThat(text(answer, "vacct")).matches("562\\d{11}");
    assertThat(text(answer, "vacctBankCode")).isEqualTo("88");
    assertThat(text(answer, "validDate") + text(answer, "validTime")).isEqualTo("20991231180059");
    assertThat(text(answer, "price")).isEqualTo("14000");
    assertThat(Shop.book(oid)).containsExactly("14000-0 waiting");
    assertThat(ControlCalls.requests(text(answer, "tid"))).containsExactly("account");
    assertThat(text(Shop.inquiry("oid", oid), "transactionStatus")).isEqualTo("NON_DEPOSIT");

    assertThat(ControlCalls.deposit(oid, 14_000)).isEqualTo(200);
    assertThat(merchant.next().fields())
        .containsEntry("no_oid", oid)
        .containsEntry("no_req_tid", text(answer, "tid"))
        .containsEntry("no_vacct", text(answer, "vacct"))
        .containsEntry("amt_input", "14000")
        .containsEntry("type_msg", "0200");
    assertThat(Shop.book(oid)).containsExactly("14000-0 paid");
  }

  @Test
  void an_account_without_a_deposit_is_closed_and_takes_none() {
    String tid = text(open(Map.of()), "tid");
    assertThat(text(server.closeAccount(tid), "resultCode")).isEqualTo("00");
    assertThat(ControlCalls.deposit(oid, 14_000)).isEqualTo(404);
    assertThat(text(server.closeAccount(tid), "detailResultCode")).isEqualTo("504626");
  }

  @ParameterizedTest
  @CsvSource({
    "bankCode, '', ER0102",
    "dtInput, '', ER0102",
    "nmInput, '', ER0102",
    "bankCode, 89, 504643",
    "bankCode, xx, 504643",
    "dtInput, 2099123, 504640",
    "dtInput, 20200101, 504641",
    "price, 199, 504937",
    "price, 0, 1113",
  })
  void what_is_wrong_is_refused_and_opens_nothing(String field, String value, String code) {
    JsonNode answer = open(Map.of(field, value));
    String given =
        text(answer, "resultCode").equals("01")
            ? text(answer, "resultMsg").replaceAll("^\\[([^]]*)].*", "$1")
            : text(answer, "resultCode");
    assertThat(given).isEqualTo(code);
    assertThat(Shop.book(oid)).isEmpty();
  }

  @Test
  void an_order_has_one_account() {
    open(Map.of());
    assertThat(text(open(Map.of()), "resultMsg")).startsWith("[500619]");
    assertThat(Shop.book(oid)).containsExactly("14000-0 waiting");
  }

  private JsonNode open(Map<String, String> changed) {
    var account = new HashMap<String, String>();
    account.put("bankCode", "88");
    account.put("dtInput", "20991231");
    account.put("tmInput", "1800");
    account.put("nmInput", "홍길동");
    account.put("flgCash", "0");
    account.put("noticeUrl", merchant.origin() + "/notice");
    account.putAll(changed);
    return server.openAccount(MerchantServer.order(oid, 14_000), account);
  }
}
