package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests for every pay method how its window opens and which approvals it accepts
 * (protocols/inicis.md §3.7, §4.4, §9.5).
 */
class MethodsTest {
  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-01-15T01:26:01Z"));

  private final Map<String, String> settings = new HashMap<>(Fixtures.TEST_KEYS);

  @ParameterizedTest
  @CsvSource({
    "card,         Card,         CARD,    ''",
    "trans,        DirectBank,   BANK,    twotrs_bank=Y",
    "vbank,        VBank,        VBANK,   vbank_receipt=Y",
    "phone,        HPP,          MOBILE,  ''",
    "samsung,      onlyssp,      CARD,    d_samsungpay=Y",
    "kakaopay,     onlykakaopay, CARD,    d_kakaopay=Y",
    "payco,        onlypayco,    CARD,    d_payco=Y",
    "tosspay,      onlytosspay,  CARD,    d_tosspay=Y",
    "ssgpay,       onlyssgcard,  CARD,    d_ssgpay=Y",
    "chai,         onlychai,     CARD,    d_chai=Y",
    "lpay,         onlylpay,     CARD,    d_lpay=Y",
    "naverpay,     onlynaverpay, CARD,    d_npay=Y",
    "applepay,     onlyapplepay, CARD,    d_applepay=Y",
    "cultureland,  Culture,      CULTURE, ''",
    "smartculture, DGCL,         DGCL,    ''",
    "happymoney,   HPMN,         HPMN,    ''",
    "booknlife,    Bcsh,         BCSH,    ''"
  })
  void each_opens_its_own_window(String code, String pc, String mobile, String option) {
    PayMethod method = PayMethod.of(code).orElseThrow();
    boolean easyPay = pc.startsWith("only");

    Map<String, String> onPc = fields(Shop.asks(method).request());
    assertThat(onPc).containsEntry("gopaymethod", pc);
    assertThat(token(onPc, "cardonly")).isEqualTo(easyPay);
    assertThat(token(onPc, "va_receipt")).isEqualTo(method.equals(PayMethod.VBANK));

    Map<String, String> onAPhone = fields(Shop.asks(method).onAPhone(true).request());
    assertThat(onAPhone).containsEntry("P_INI_PAYMENT", mobile);
    assertThat(onAPhone.containsKey("P_NOTI_URL")).isEqualTo(method.equals(PayMethod.VBANK));
    assertThat(onAPhone.containsKey("P_HPP_METHOD")).isEqualTo(method.equals(PayMethod.PHONE));
    String plain = "twotrs_isp_noti=N";
    assertThat(onAPhone.get("P_RESERVED"))
        .endsWith(option.isEmpty() ? plain : plain + "&" + option);
  }

  @ParameterizedTest
  @MethodSource("someMethods")
  void the_table_and_the_windows_agree(PayMethod method) {
    boolean promised = InicisCapabilities.TABLE.can(method, Operation.PC_WINDOW);
    assertThat(open(Shop.asks(method).request()) instanceof WindowOpening.Opened)
        .isEqualTo(promised);
    assertThat(InicisCapabilities.TABLE.can(method, Operation.KEY_WINDOW))
        .isEqualTo(open(Shop.asks(method).forAKey().request()) instanceof WindowOpening.Opened);
    assertThat(InicisCapabilities.TABLE.can(method, Operation.DEPOSIT_NOTICE))
        .isEqualTo(method.equals(PayMethod.VBANK));
  }

  /** Those of the table, one that only other PGs know, and one that nobody knows. */
  static Stream<PayMethod> someMethods() {
    return Stream.concat(
        InicisCapabilities.TABLE.byMethod().keySet().stream(),
        Stream.of(PayMethod.POINT, new PayMethod("payco2")));
  }

  @Test
  void an_account_waits_until_the_day_the_shop_names_or_thirty_days() {
    LocalDateTime day = LocalDateTime.of(2026, 1, 20, 23, 59, 59);
    assertThat(token(fields(Shop.asks(PayMethod.VBANK).until(day).request()), "vbank(20260120)"))
        .isTrue();
    assertThat(token(fields(Shop.asks(PayMethod.VBANK).request()), "vbank(20260214)")).isTrue();
    LocalDateTime minute = day.withHour(18).withMinute(5).withSecond(0);
    assertThat(
            token(
                fields(Shop.asks(PayMethod.VBANK).until(minute).request()), "vbank(202601201805)"))
        .isTrue();
    assertThat(fields(Shop.asks(PayMethod.VBANK).onAPhone(true).until(minute).request()))
        .containsEntry("P_VBANK_TM", "1805");
    assertThat(fields(Shop.asks(PayMethod.VBANK).onAPhone(true).until(day).request()))
        .containsEntry("P_VBANK_DT", "20260120")
        .doesNotContainKey("P_VBANK_TM")
        .containsEntry("P_NOTI_URL", "https://pay.example.com/pg/notice/token");
  }

  @Test
  void a_phone_payment_is_of_contents_or_goods_and_unsaid_of_what_is_contracted() {
    assertThat(token(fields(Shop.asks(PayMethod.PHONE).digital(true).request()), "HPP(1)"))
        .isTrue();
    assertThat(token(fields(Shop.asks(PayMethod.PHONE).digital(false).request()), "HPP(2)"))
        .isTrue();
    assertThat(token(fields(Shop.asks(PayMethod.PHONE).request()), "HPP(2)")).isTrue();
    assertThat(fields(Shop.asks(PayMethod.PHONE).onAPhone(true).digital(true).request()))
        .containsEntry("P_HPP_METHOD", "1");
    settings.put("inicis.hpp_type", "1");
    assertThat(token(fields(Shop.asks(PayMethod.PHONE).request()), "HPP(1)")).isTrue();
    assertThat(fields(Shop.asks(PayMethod.PHONE).onAPhone(true).request()))
        .containsEntry("P_HPP_METHOD", "1");
  }

  @Test
  void what_kg_inicis_cannot_do_is_refused_in_the_buyer_s_language() {
    assertThat(refusal(Shop.asks(PayMethod.POINT).request())).contains("지원하지 않는");
    assertThat(refusal(Shop.asks(PayMethod.POINT).in("en").request())).contains("no such");
    assertThat(refusal(Shop.asks(PayMethod.PHONE).forAKey().request()))
        .isEqualTo("이니시스 정기결제는 신용카드 결제만 지원합니다.");
    assertThat(refusal(Shop.asks(PayMethod.PHONE).withEscrow().request())).contains("에스크로");
    assertThat(open(Shop.asks(PayMethod.VBANK).withEscrow().request()))
        .isInstanceOf(WindowOpening.Opened.class);
    settings.remove("iniLiteKey");
    assertThat(refusal(Shop.asks(PayMethod.CARD).onAPhone(true).forAKey().request()))
        .contains("INILite");
    assertThat(open(Shop.asks(PayMethod.CARD).forAKey().request()))
        .isInstanceOf(WindowOpening.Opened.class);
  }

  @ParameterizedTest
  @CsvSource({
    "trans,        DirectBank",
    "trans,        iDirectBank",
    "phone,        HPP",
    "cultureland,  Culture",
    "smartculture, DGCL",
    "happymoney,   HPMN",
    "booknlife,    Bcsh",
    "kakaopay,     Card",
    "applepay,     Card",
    "card,         VCard"
  })
  void a_pc_approval_is_told_as_what_was_paid_with(String code, String payMethod) {
    PayMethod method = PayMethod.of(code).orElseThrow();
    assertThat(pc(method, payMethod, "\"ACCT_BankCode\":\"88\",\"CARD_Code\":\"14\""))
        .isInstanceOfSatisfying(Outcome.Approved.class, approved -> assertIs(method, approved));
  }

  @ParameterizedTest
  @CsvSource({
    "trans,        BANK",
    "phone,        MOBILE",
    "cultureland,  CULTURE",
    "smartculture, DGCL",
    "happymoney,   HPMN",
    "booknlife,    BCSH",
    "naverpay,     CARD",
    "card,         ISP"
  })
  void a_mobile_approval_is_told_as_what_was_paid_with(String code, String type) {
    PayMethod method = PayMethod.of(code).orElseThrow();
    assertThat(mobile(method, type, ""))
        .isInstanceOfSatisfying(Outcome.Approved.class, approved -> assertIs(method, approved));
  }

  private static void assertIs(PayMethod method, Outcome.Approved approved) {
    InicisMethod asked = InicisMethod.of(method).orElseThrow();
    assertThat(approved.method()).isEqualTo(method);
    assertThat(approved.embPgProvider()).isEqualTo(asked.isEasyPay() ? method.code() : null);
    assertThat(approved.card() != null).isEqualTo(asked.isCard());
    assertThat(approved.applyNum().isEmpty() || asked.isCard()).isTrue();
    if (method.equals(PayMethod.TRANS)) {
      assertThat(Objects.requireNonNull(approved.bank()).code()).isEqualTo("088");
      assertThat(Objects.requireNonNull(approved.bank()).name()).isEqualTo("신한은행");
    } else {
      assertThat(approved.bank()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(InicisMethod.class)
  void an_approval_by_a_method_that_was_not_ordered_is_unknown(InicisMethod ordered) {
    for (InicisMethod told : InicisMethod.values()) {
      String payMethod = told.pcAnswers().iterator().next();
      Outcome outcome = pc(ordered.method(), payMethod, "\"CARD_Code\":\"14\"" + ACCOUNT);
      boolean fits = ordered.pcAnswers().contains(payMethod);
      assertThat(outcome instanceof Outcome.Unknown).as("%s %s", ordered, told).isEqualTo(!fits);
    }
  }

  @ParameterizedTest
  @EnumSource(InicisMethod.class)
  void on_a_phone_it_is_unknown_too(InicisMethod ordered) {
    String account = "&P_VACT_NUM=1&P_VACT_BANK_CODE=88&P_VACT_DATE=20260118&P_VACT_TIME=235959";
    for (InicisMethod told : InicisMethod.values()) {
      Outcome outcome = mobile(ordered.method(), told.mobile(), account);
      boolean fits = ordered.mobileAnswers().contains(told.mobile());
      assertThat(outcome instanceof Outcome.Unknown).as("%s %s", ordered, told).isEqualTo(!fits);
    }
  }

  @Test
  void a_charges_time_is_the_answers_and_else_that_of_its_number_and_else_now() {
    WindowOrder order = new WindowOrder(WindowOrder.Window.PC, InicisMethod.CARD, false);
    String answer = pcAnswer("Card", "\"x\":\"\"");
    assertThat(approvedAt(order, answer.replace("\"102601\"", "\"102605\"")))
        .isEqualTo("2026-01-15T01:26:05Z");
    String untimed = answer.replace("\"102601\"", "\"\"");
    assertThat(approvedAt(order, untimed.replace("20260115102601", "20260115102607")))
        .isEqualTo("2026-01-15T01:26:07Z");
    assertThat(approvedAt(order, untimed.replace("20260115102601", "xxxxxxxxxxxxxx")))
        .isEqualTo(TIME.instant());
  }

  private static Instant approvedAt(WindowOrder order, String answer) {
    return ((Outcome.Approved) approve(order, answer)).approvedAt();
  }

  @Test
  @Tag("G04")
  void a_refusal_on_a_phone_is_believed_unless_it_names_another_order() {
    WindowOrder order = new WindowOrder(WindowOrder.Window.MOBILE, InicisMethod.CARD, false);
    String refused =
        Fixtures.text(
            "mobile-failure.txt",
            Map.of("code", "01", "text", "[1165][유효기간|오류]", "mid", Fixtures.MID));
    assertThat(approve(order, refused)).isInstanceOf(Outcome.Declined.class);
    assertThat(approve(order, refused + "&P_OID=" + Fixtures.OID))
        .isInstanceOf(Outcome.Declined.class);
    assertThat(approve(order, refused + "&P_OID=HUB-2")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void another_easy_pay_than_the_one_asked_for_is_told_as_what_it_was() {
    assertThat(pc(PayMethod.KAKAOPAY, "Card", "\"CARD_SrcCode\":\"B\""))
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> {
              assertThat(approved.method()).isEqualTo(PayMethod.SAMSUNG);
              assertThat(approved.embPgProvider()).isEqualTo("samsungpay");
            });
    assertThat(pc(PayMethod.KAKAOPAY, "Card", "\"CARD_SrcCode\":\"K\""))
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> assertThat(approved.method()).isEqualTo(PayMethod.CARD));
  }

  private static final String ACCOUNT =
      ",\"VACT_Num\":\"56211103849740\",\"VACT_BankCode\":\"88\",\"VACT_Name\":\"이니시스\""
          + ",\"VACT_Date\":\"20260118\",\"VACT_Time\":\"235959\"";

  @Test
  void an_account_is_told_with_its_bank_and_deadline_or_not_at_all() {
    String account = "\"x\":\"\"" + ACCOUNT;
    assertThat(pc(PayMethod.VBANK, "VBank", account))
        .isInstanceOfSatisfying(
            Outcome.AccountIssued.class,
            issued ->
                assertThat(issued.account())
                    .isEqualTo(
                        new Outcome.VirtualAccount(
                            new Outcome.Bank("088", "신한은행"),
                            "56211103849740",
                            "이니시스",
                            LocalDateTime.of(2026, 1, 18, 23, 59, 59))));
    assertThat(pc(PayMethod.VBANK, "VBank", account.replace("\"235959\"", "\"23595900\"")))
        .isInstanceOf(Outcome.AccountIssued.class);
    for (String broken :
        new String[] {
          account.replace("56211103849740", ""),
          account.replace("\"88\"", "\"\""),
          account.replace("20260118", "20261318")
        }) {
      assertThat(pc(PayMethod.VBANK, "VBank", broken)).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void a_key_s_answer_without_a_key_is_unknown() {
    WindowOrder order = new WindowOrder(WindowOrder.Window.PC, InicisMethod.CARD, true);
    for (String extra : new String[] {"\"x\":\"\"", "\"CARD_BillKey\":\"short\""}) {
      assertThat(approve(order, pcAnswer("Card", extra))).isInstanceOf(Outcome.Unknown.class);
    }
    assertThat(
            approve(
                order,
                pcAnswer("Card", "\"CARD_BillKey\":\"" + InicisFixture.BILL_KEY + "\"")
                    .replace("30012345", "")))
        .isInstanceOf(Outcome.KeyIssued.class);
  }

  private static Outcome pc(PayMethod method, String payMethod, String extra) {
    WindowOrder order =
        new WindowOrder(WindowOrder.Window.PC, InicisMethod.of(method).orElseThrow(), false);
    return approve(order, pcAnswer(payMethod, extra));
  }

  private static String pcAnswer(String payMethod, String extra) {
    return Fixtures.text(
        "pc-method.json",
        Map.of(
            "mid",
            Fixtures.MID,
            "oid",
            Fixtures.OID,
            "price",
            "1000",
            "authSignature",
            "",
            "prefix",
            "StdpayXXXX",
            "payMethod",
            payMethod,
            "applNum",
            "30012345",
            "extra",
            extra));
  }

  private static Outcome mobile(PayMethod method, String type, String extra) {
    WindowOrder order =
        new WindowOrder(WindowOrder.Window.MOBILE, InicisMethod.of(method).orElseThrow(), false);
    return approve(
        order,
        Fixtures.text(
            "mobile-method.txt",
            Map.of(
                "mid",
                Fixtures.MID,
                "oid",
                Fixtures.OID,
                "price",
                "1000",
                "prefix",
                "INIMX_XXXX",
                "type",
                type,
                "bank",
                "88",
                "extra",
                extra)));
  }

  private static Outcome approve(WindowOrder order, String answer) {
    Proof proof =
        order.window() == WindowOrder.Window.PC
            ? new Proof.Pc(order, "token", "stg")
            : new Proof.Mobile(order, "auth", "ks");
    return new InicisConnector(
            request -> new PgTransport.Response(200, "", answer.getBytes(StandardCharsets.UTF_8)),
            TIME)
        .approve(Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000), proof.toAuthenticated());
  }

  private static boolean token(Map<String, String> fields, String token) {
    return (":" + fields.get("acceptmethod") + ":").contains(":" + token + ":");
  }

  private String refusal(WindowRequest request) {
    return ((WindowOpening.Refused) open(request)).error().text();
  }

  private Map<String, String> fields(WindowRequest request) {
    return switch (((WindowOpening.Opened) open(request)).window()) {
      case PgWindow.Scripted scripted -> scripted.fields();
      case PgWindow.Posted posted -> posted.fields();
      case PgWindow.Page page -> throw new AssertionError(page);
    };
  }

  private WindowOpening open(WindowRequest request) {
    ChannelConfig channel = new ChannelConfig(Fixtures.MID, Mode.TEST, settings, null);
    return new InicisConnector(
            call -> {
              throw new AssertionError("a window touches no network");
            },
            TIME)
        .open(Fixtures.attempt(channel, 60_000), request);
  }
}
