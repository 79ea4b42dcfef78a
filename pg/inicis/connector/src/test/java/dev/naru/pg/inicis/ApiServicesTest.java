package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AccountOrder;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChecksContract.Access;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOrder;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOutcome;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import dev.naru.pg.spi.RegistersDelivery.DeliveryOutcome;
import dev.naru.pg.spi.RegistersDelivery.Party;
import dev.naru.pg.spi.Sensitive;
import dev.naru.pg.spi.WindowRequest.Buyer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests what INIAPI does besides charging: accounts, cash receipts, deliveries and the check of a
 * contract (protocols/inicis.md §6.1, §6.6, §6.9, §6.10, §7).
 */
class ApiServicesTest {
  private static final Instant NOW = Instant.parse("2026-01-15T01:30:00Z");
  private static final String ACCOUNT_TID = "INIAPIVBNKINIpayTest20260115102601000007";
  private static final Buyer BUYER = new Buyer("홍길동", "010-1234-5678", "buyer@example.com");

  private final List<PgTransport.Request> sent = new ArrayList<>();
  private String answer = "";

  private final InicisConnector connector =
      new InicisConnector(
          request -> {
            sent.add(request);
            return new PgTransport.Response(
                200, "application/json", answer.getBytes(StandardCharsets.UTF_8));
          },
          InstantSource.fixed(NOW));

  // --- virtual accounts

  @Test
  void an_account_is_asked_for_with_its_bank_payer_and_deadline() {
    assertThat(account(Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000), 100L, null, issued()))
        .isEqualTo(
            new Outcome.AccountIssued(
                ACCOUNT_TID,
                Money.krw(1_000),
                new Outcome.VirtualAccount(
                    new Outcome.Bank("088", "신한은행"),
                    "56211234567890",
                    "홍길동",
                    LocalDateTime.of(2026, 1, 20, 23, 59, 59)),
                Instant.parse("2026-01-15T01:26:01Z")));
    assertThat(sent.getFirst().uri()).hasToString("https://stginiapi.inicis.com/api/v1/formpay");
    assertThat(fields())
        .containsEntry("type", "Pay")
        .containsEntry("paymethod", "Vacct")
        .containsEntry("bankCode", "88")
        .containsEntry("dtInput", "20260120")
        .containsEntry("tmInput", "1805")
        .containsEntry("nmInput", "홍길동")
        .containsEntry("flgCash", "0")
        .containsEntry("taxFree", "100")
        .containsEntry("price", "1000")
        .containsEntry("url", "www.example.com")
        .doesNotContainKeys("noticeUrl", "tax", "cardQuota");
  }

  @Test
  void only_the_sandbox_is_told_where_a_deposit_is_announced() {
    PersistedAttempt sandbox =
        Fixtures.attempt(Fixtures.sandbox(URI.create("http://127.0.0.1:8090")), 1_000);
    account(sandbox, null, null, issued());
    assertThat(fields())
        .containsEntry("noticeUrl", "https://hub.example/pg/notice")
        .doesNotContainKeys("taxFree");
  }

  @Test
  void an_account_at_a_bank_that_kg_inicis_does_not_have_or_in_dollars_is_declined_unasked() {
    PersistedAttempt attempt = Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000);
    assertThat(connector.issueAccount(attempt, order("999", null, null)))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> assertThat(declined.error().category()).isEqualTo(Category.BAD_REQUEST));
    PersistedAttempt dollars =
        new PersistedAttempt("attempt-1", "A", attempt.channel(), new Money(100, "USD"));
    assertThat(connector.issueAccount(dollars, order("088", null, null)))
        .isInstanceOf(Outcome.Declined.class);
    assertThat(sent).isEmpty();
  }

  @Test
  @Tag("G07")
  void an_account_that_could_not_be_paid_into_or_is_not_ours_is_unknown() {
    for (String strange :
        new String[] {
          issued().replace("INIAPIVBNKINIpayTest", "INIAPIVBNKINIpayTes2"),
          issued().replace("\"1000\"", "\"1001\""),
          issued().replace("\"20260120\"", "\"20261320\""),
          issued().replace("\"88\"", "\"\""),
          issued().replace("56211234567890", " ")
        }) {
      assertThat(account(Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000), null, null, strange))
          .as(strange)
          .isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(
            account(
                Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000),
                null,
                null,
                issued().replace("\"2359\"", "\"180500\"")))
        .isInstanceOfSatisfying(
            Outcome.AccountIssued.class,
            it ->
                assertThat(it.account().due()).isEqualTo(LocalDateTime.of(2026, 1, 20, 18, 5, 0)));
  }

  @Test
  void an_account_is_closed_by_its_number_and_with_a_reason() {
    answer = Fixtures.text("v2-refund.json", Map.of());
    PersistedAttempt attempt = Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000);
    assertThat(connector.revokeAccount(attempt, ACCOUNT_TID, "\n"))
        .isEqualTo(
            new CancelOutcome.Cancelled(ACCOUNT_TID, Instant.parse("2026-01-15T02:00:00Z"), null));
    assertThat(fields())
        .containsEntry("type", "Refund")
        .containsEntry("paymethod", "GVacct")
        .containsEntry("tid", ACCOUNT_TID)
        .containsEntry("msg", "취소");
    connector.revokeAccount(attempt, ACCOUNT_TID, "재고 없음");
    assertThat(fields()).containsEntry("msg", "재고 없음");

    answer = "{\"resultCode\":\"00\"}";
    assertThat(connector.revokeAccount(attempt, ACCOUNT_TID, "취소"))
        .isEqualTo(new CancelOutcome.Cancelled(ACCOUNT_TID, NOW, null));
    answer = "{\"resultCode\":\"01\",\"resultMsg\":\"실패\"}";
    assertThat(connector.revokeAccount(attempt, ACCOUNT_TID, "취소"))
        .isInstanceOf(CancelOutcome.Unknown.class);
  }

  @Test
  void a_shops_own_api_key_is_told_from_any_other() {
    ChannelConfig channel = Fixtures.channel(Mode.TEST);
    assertThat(connector.isApiKey(channel, "ItEQKi3rY7uvDS8l")).isTrue();
    assertThat(connector.isApiKey(channel, "ItEQKi3rY7uvDS8L")).isFalse();
  }

  // --- cash receipts

  @Test
  void a_receipt_names_its_parts_and_whom_it_is_for() {
    answer = Fixtures.text("v1-receipt.json", Map.of());
    assertThat(receipt(false))
        .isEqualTo(
            new ReceiptOutcome.Issued(
                "INIAPICSHRINIpayTest20260115102601000008",
                "159731357",
                "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/Cash_mCmReceipt.jsp"
                    + "?noTid=INIAPICSHRINIpayTest20260115102601000008&clpaymethod=22",
                Instant.parse("2026-01-15T01:26:01Z")));
    assertThat(fields())
        .containsEntry("type", "Issue")
        .containsEntry("paymethod", "Receipt")
        .containsEntry("crPrice", "1000")
        .containsEntry("supPrice", "909")
        .containsEntry("tax", "91")
        .containsEntry("srvcPrice", "0")
        .containsEntry("useOpt", "0")
        .containsEntry("goodName", "테스트 상품")
        .containsEntry("buyerName", "홍길동")
        .doesNotContainKey("merchantData");
    receipt(true);
    assertThat(fields()).containsEntry("useOpt", "1");
    try (Sensitive identifier = Sensitive.of("01012345678")) {
      connector.issueReceipt(
          Fixtures.attempt(Fixtures.sandbox(URI.create("http://127.0.0.1:8090")), 1_000),
          receiptOrder(identifier, false));
    }
    assertThat(fields()).containsEntry("merchantData", "주문-1");
  }

  @Test
  void a_receipt_without_a_number_or_with_an_unclear_answer_is_unknown() {
    String whole = Fixtures.text("v1-receipt.json", Map.of());
    for (String strange :
        new String[] {
          whole.replace("159731357", " "),
          whole.replace("INIAPICSHRINIpayTest20260115102601000008", ""),
          whole.replace("INIAPICSHRINIpayTest20260115102601000008", "a b"),
          "{\"resultCode\":\"99\",\"resultMsg\":\"?\"}"
        }) {
      answer = strange;
      assertThat(receipt(false)).as(strange).isInstanceOf(ReceiptOutcome.Unknown.class);
    }
  }

  @Test
  void a_receipts_identifier_is_not_sent_with_a_key_that_cannot_seal_it() {
    Map<String, String> keys = new HashMap<>(Fixtures.TEST_KEYS);
    keys.put("iniApiIv", "short");
    PersistedAttempt attempt =
        Fixtures.attempt(new ChannelConfig(Fixtures.MID, Mode.TEST, keys, null), 1_000);
    try (Sensitive identifier = Sensitive.of("01012345678")) {
      assertThat(connector.issueReceipt(attempt, receiptOrder(identifier, false)))
          .isInstanceOfSatisfying(
              ReceiptOutcome.Refused.class,
              it -> assertThat(it.error().category()).isEqualTo(Category.CONFIGURATION));
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void a_receipt_is_cancelled_by_its_number_and_with_a_reason() {
    answer = Fixtures.text("v2-refund.json", Map.of());
    PersistedAttempt attempt = Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000);
    assertThat(connector.cancelReceipt(attempt, "receipt-1", " "))
        .isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(fields())
        .containsEntry("paymethod", "Receipt")
        .containsEntry("tid", "receipt-1")
        .containsEntry("msg", "취소");
    connector.cancelReceipt(attempt, "receipt-1", "잘못 발행");
    assertThat(fields()).containsEntry("msg", "잘못 발행");
  }

  // --- deliveries

  @Test
  void a_delivery_names_who_sends_what_to_whom_and_by_whom() {
    answer = Fixtures.text("v1-delivery.json", Map.of());
    assertThat(deliver("LOGEN", false))
        .isEqualTo(new DeliveryOutcome.Registered(Instant.parse("2026-01-15T01:26:01Z")));
    assertThat(fields())
        .containsEntry("type", "Dlv")
        .doesNotContainKey("paymethod")
        .containsEntry("tid", "charge-1")
        .containsEntry("oid", Fixtures.OID)
        .containsEntry("price", "1000")
        .containsEntry("report", "I")
        .containsEntry("invoice", "1234567890")
        .containsEntry("registName", "나루상점")
        .containsEntry("exCode", "kgb")
        .containsEntry("exName", "LOGEN")
        .containsEntry("invoiceDay", "20260115103000")
        .containsEntry("sendName", "나루상점")
        .containsEntry("sendTel", "02-123-4567")
        .containsEntry("sendPost", "04001")
        .containsEntry("sendAddr1", "서울시 마포구")
        .containsEntry("recvName", "홍길동")
        .containsEntry("recvAddr", "서울시 강남구");
    deliver("DRONE", true);
    assertThat(fields())
        .containsEntry("report", "U")
        .containsEntry("exCode", "9999")
        .containsEntry("exName", "DRONE");

    answer = "{\"resultCode\":\"00\"}";
    assertThat(deliver("CJGLS", false)).isEqualTo(new DeliveryOutcome.Registered(NOW));
    answer = "{\"resultCode\":\"99\",\"resultMsg\":\"?\"}";
    assertThat(deliver("CJGLS", false)).isInstanceOf(DeliveryOutcome.Unknown.class);
  }

  // --- the check of a contract

  @ParameterizedTest
  @CsvSource({
    "500623, Right",
    "500400, UnknownMid",
    "500632, WrongKey",
    "500633, WrongKey",
    "500634, WrongKey",
    "500403, NotContracted",
    "500405, NotContracted",
    "500413, NotContracted",
    "500414, NotContracted",
    "500051, Unclear"
  })
  void what_an_inquiry_after_nothing_answers_tells_whether_mid_and_key_are_right(
      String code, String access) {
    answer = Fixtures.text("v2-failure.json", Map.of("code", code, "text", "조회 결과"));
    Access found = check(connector);
    assertThat(found.getClass().getSimpleName()).isEqualTo(access);
    assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
        .contains("\"tid\":\"StdpayCARDINIpayTest20260115103000000000\"");
    assertThat(sent.getFirst().uri()).hasToString("https://stginiapi.inicis.com/v2/pg/inquiry");
    if (found instanceof Access.WrongKey(String setting, String said)) {
      assertThat(setting).isEqualTo("iniApiKey");
      assertThat(said).isEqualTo(code + " 조회 결과");
    }
  }

  @Test
  void a_contract_is_right_when_the_inquiry_finds_something_and_unclear_without_an_answer() {
    for (String found : new String[] {"SUCCESS", "00"}) {
      answer = "{\"resultCode\":\"" + found + "\"}";
      assertThat(check(connector)).isEqualTo(new Access.Right(Set.of()));
    }
    answer = "<html>";
    assertThat(check(connector)).isEqualTo(new Access.Unclear("unreadable answer"));
    assertThat(check(over(new IOException("reset")))).isInstanceOf(Access.Unclear.class);
    assertThat(check(over(new PgTransport.NotSentException("no connection", null))))
        .isInstanceOf(Access.NotSent.class);
  }

  @Test
  void a_check_of_the_network_looks_at_every_host_that_is_called() {
    assertThat(connector.endpoints(Fixtures.channel(Mode.LIVE)))
        .extracting(URI::getHost)
        .containsExactly(
            "fcstdpay.inicis.com",
            "ksstdpay.inicis.com",
            "fcmobile.inicis.com",
            "ksmobile.inicis.com",
            "iniapi.inicis.com");
    Map<String, String> withLists = new HashMap<>(Fixtures.TEST_KEYS);
    withLists.put("feedPassword", "secret");
    assertThat(connector.endpoints(new ChannelConfig(Fixtures.MID, Mode.TEST, withLists, null)))
        .extracting(URI::getHost)
        .contains("stgstdpay.inicis.com", "stginiapi.inicis.com")
        .endsWith("iniweb.inicis.com");
  }

  @Test
  void a_key_is_taken_over_for_a_card_alone_and_only_in_its_form() {
    ChannelConfig channel = Fixtures.channel(Mode.TEST);
    Map<String, String> values = Map.of("billKey", InicisFixture.BILL_KEY);
    assertThat(connector.keyFields())
        .singleElement()
        .satisfies(field -> assertThat(field.name()).isEqualTo("billKey"));
    assertThat(connector.takeOver(channel, PayMethod.CARD, values))
        .contains(new Outcome.IssuedKey(values));
    assertThat(connector.takeOver(channel, PayMethod.PHONE, values)).isEmpty();
    assertThat(connector.takeOver(channel, PayMethod.CARD, Map.of("billKey", "short"))).isEmpty();
    assertThat(connector.takeOver(channel, PayMethod.CARD, Map.of())).isEmpty();
  }

  @Test
  void settings_in_a_log_show_no_key() {
    assertThat(InicisSettings.of(Fixtures.channel(Mode.TEST)))
        .hasToString("InicisSettings[hidden]");
  }

  private static InicisConnector over(IOException broken) {
    return new InicisConnector(
        request -> {
          throw broken;
        },
        InstantSource.fixed(NOW));
  }

  private static Access check(InicisConnector asking) {
    return asking
        .checkContract(
            Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000),
            Set.of(PayMethod.CARD),
            URI.create("https://hub.example"))
        .getFirst();
  }

  private static String issued() {
    return Fixtures.text("v1-account.json", Map.of("tid", ACCOUNT_TID, "price", "1000"));
  }

  private Outcome account(
      PersistedAttempt attempt, @Nullable Long taxFree, @Nullable Long vat, String told) {
    answer = told;
    return connector.issueAccount(attempt, order("088", taxFree, vat));
  }

  private static AccountOrder order(String bankCode, @Nullable Long taxFree, @Nullable Long vat) {
    return new AccountOrder(
        "주문-1",
        "테스트 상품",
        BUYER,
        bankCode,
        "홍길동",
        LocalDateTime.of(2026, 1, 20, 18, 5, 0),
        URI.create("https://hub.example/pg/notice"),
        taxFree,
        vat);
  }

  private ReceiptOutcome receipt(boolean forCompany) {
    try (Sensitive identifier = Sensitive.of("01012345678")) {
      return connector.issueReceipt(
          Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000),
          receiptOrder(identifier, forCompany));
    }
  }

  private static ReceiptOrder receiptOrder(Sensitive identifier, boolean forCompany) {
    return new ReceiptOrder("주문-1", "테스트 상품", BUYER, identifier, forCompany, 91);
  }

  private DeliveryOutcome deliver(String courier, boolean change) {
    return connector.registerDelivery(
        Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000),
        "charge-1",
        new Delivery(
            new Party("나루상점", "02-123-4567", "서울시 마포구", "04001"),
            new Party("홍길동", "010-1234-5678", "서울시 강남구", "06000"),
            courier,
            "1234567890",
            NOW),
        change);
  }

  /** The fields of the last request. */
  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    String body = new String(sent.getLast().body(), StandardCharsets.UTF_8);
    Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return fields;
  }
}
