package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.ReadsNotice.NoticeMessage;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.PgFixture;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** KG Mobilians' exchanges for the connector contract; each module and method has a subclass. */
class MobiliansFixture implements PgFixture {
  private static final String HOST = "/test.mobilians.co.kr";
  private static final String USER_KEY = "uk1234567260115";
  private static final String BILL_KEY = "bk7654321260115";

  private final PgConnectorFactory factory;
  private final PayMethod method;
  private final String cashCode;

  MobiliansFixture(PgConnectorFactory factory, PayMethod method, String cashCode) {
    this.factory = factory;
    this.method = method;
    this.cashCode = cashCode;
  }

  @Override
  public PgConnectorFactory factory() {
    return factory;
  }

  @Override
  public ChannelConfig channel(URI sandbox) {
    return Fixtures.sandbox(sandbox);
  }

  @Override
  public WindowRequest windowRequest() {
    return Fixtures.request(method);
  }

  @Override
  public WindowRequest unopenable() {
    return Fixtures.request(PayMethod.CULTURELAND);
  }

  @Override
  public String openingPath() {
    return HOST + "/MUP/api/registration";
  }

  @Override
  public String approvalPath() {
    return HOST + "/MUP/api/approval";
  }

  @Override
  public String netCancelPath() {
    return HOST + "/MUP/api/cancellation";
  }

  @Override
  public String inquiryPath() {
    return "/there-is-no-inquiry";
  }

  @Override
  public String cancelPath() {
    return HOST + "/MUP/api/cancellation";
  }

  @Override
  public String partialCancelPath() {
    return HOST + "/MUP/api/cancellation";
  }

  @Override
  public String pgTid() {
    return "260115000000001";
  }

  @Override
  public Function<Received, Answer> opened(PersistedAttempt attempt) {
    return request -> {
      JsonNode body = JsonMapper.shared().readTree(request.body());
      String amount = body.get("amount").get("total").asString();
      return Answer.ok(
          Fixtures.text(
              "registration.json",
              Map.of(
                  "sid", body.get("sid").asString(),
                  "tid", Fixtures.TID,
                  "base", attempt.channel().sandboxBase() + HOST,
                  "time_stamp", body.get("time_stamp").asString(),
                  "hmac",
                      Fixtures.hmac(
                          amount,
                          body.get("ok_url").asString(),
                          body.get("trade_id").asString(),
                          body.get("time_stamp").asString()))));
    };
  }

  @Override
  public Answer openingRefused() {
    return failure("6101", "유효하지 않은 parameter");
  }

  @Override
  public ReturnMessage authenticated(PersistedAttempt attempt) {
    return agreed(attempt, cashCode);
  }

  static String tradeHmac(String amount, String tradeId) {
    return Fixtures.hmac(amount, Fixtures.OK_URL, tradeId, Fixtures.NOW_IN_KOREA);
  }

  private ReturnMessage agreed(PersistedAttempt attempt, String code) {
    String amount = Long.toString(attempt.amount().minor());
    Map<String, String> fields = new HashMap<>();
    fields.put("code", "0000");
    fields.put("message", "정상처리 되었습니다.");
    fields.put("sid", attempt.channel().mid());
    fields.put("tid", Fixtures.TID);
    fields.put("trade_id", attempt.pgOrderNumber());
    fields.put("cash_code", code);
    fields.put("pay_token", pgTid());
    fields.put("amount", amount);
    fields.put("product_name", "테스트 상품");
    fields.put("sign_date", Fixtures.NOW_IN_KOREA);
    fields.put("time_stamp", Fixtures.NOW_IN_KOREA);
    fields.put("hmac", tradeHmac(amount, attempt.pgOrderNumber()));
    fields.put("hmac2", "AAAA");
    fields.put("fwd_hash", "00");
    switch (code) {
      case "MC" -> fields.put("mc_user_key", USER_KEY);
      case "RA" -> fields.put("ra_reference_key", "RA0000000001");
      case "VA" -> {
        fields.put("va_reference_key", "VA0000000001");
        fields.put("va_name", "홍길동");
      }
      default -> fields.put("cn_card_no", "");
    }
    return new ReturnMessage(fields);
  }

  @Override
  public ReturnMessage left(PersistedAttempt attempt) {
    return new ReturnMessage(
        Map.of(
            "code",
            "9999",
            "message",
            "사용자가 결제를 취소하였습니다.",
            "sid",
            attempt.channel().mid(),
            "trade_id",
            attempt.pgOrderNumber()));
  }

  @Override
  public List<ReturnMessage> forgeries(PersistedAttempt attempt, URI attacker) {
    ReturnMessage genuine = authenticated(attempt);
    String hmac = genuine.field("hmac");
    return List.of(
        with(genuine, "sid", "999900010002"),
        with(genuine, "sid", ""),
        with(genuine, "tid", ""),
        with(genuine, "trade_id", "HUB-2"),
        with(genuine, "trade_id", ""),
        with(genuine, "tid", "0a1b2c3d4e5f60719"),
        with(genuine, "amount", "1"),
        with(genuine, "amount", "1000.0"),
        with(genuine, "cash_code", "TM"),
        with(genuine, "time_stamp", "20260115102602"),
        with(genuine, "pay_token", ""),
        with(genuine, "pay_token", "1".repeat(21)),
        with(genuine, "pay_token", "1&amount=1"),
        with(genuine, "hmac", ""),
        with(genuine, "hmac", tradeHmac("1", attempt.pgOrderNumber())),
        with(genuine, "hmac", " " + hmac.substring(1)),
        with(genuine, "code", ""),
        with(with(genuine, "code", "0031"), "sid", "999900010002"),
        with(with(genuine, "code", "0031"), "trade_id", "HUB-2"),
        with(with(genuine, "code", "0031"), "tid", attacker.toString()));
  }

  @Override
  public List<String> secretsOf(ReturnMessage authenticated) {
    return List.of(authenticated.field("hmac"));
  }

  @Override
  public Function<Received, Answer> approved(Approval approval) {
    return request -> Answer.ok(approvalText(cashCode, approval, ""));
  }

  private String approvalText(String code, Approval approval, String billKey) {
    String amount = Long.toString(approval.amount());
    Map<String, String> values = new HashMap<>();
    values.put("sid", approval.mid());
    values.put("tid", Fixtures.TID);
    values.put("trade_id", approval.pgOrderNumber());
    values.put("pay_token", pgTid());
    values.put("amount", amount);
    values.put("hmac", tradeHmac(amount, approval.pgOrderNumber()));
    values.put("bill_key", billKey);
    values.put("bank_name", "신한은행");
    values.put("bank_code", "26");
    values.put("card_code", "");
    values.put("card_no", "");
    values.put("installment", "00");
    values.put("appr_no", "");
    values.put("pay_method", "M");
    return Fixtures.text("approval-" + code.toLowerCase(Locale.ROOT) + ".json", values);
  }

  @Override
  public Answer declined(PersistedAttempt attempt) {
    return failure("0031", "한도 초과");
  }

  @Override
  public Answer netCancelled(PersistedAttempt attempt) {
    return done(Long.toString(attempt.amount().minor()));
  }

  @Override
  public List<Answer> nothingToNetCancel(PersistedAttempt attempt) {
    return List.of(failure("0044", "기취소"), failure("M231", "기취소"), failure("0087", "기취소"));
  }

  @Override
  public Answer netCancelRefused(PersistedAttempt attempt) {
    return failure("0030", "취소 불가");
  }

  @Override
  public Answer cancelled(PersistedAttempt attempt, CancelRequest request) {
    return done(Long.toString(request.amountMinor()));
  }

  @Override
  public Answer partlyCancelled(PersistedAttempt attempt, CancelRequest request) {
    return done(Long.toString(request.remainingAfterMinor()));
  }

  private Answer done(String amount) {
    return Answer.ok(
        Fixtures.text(
            "cancellation.json",
            Map.of(
                "sid",
                Fixtures.SID,
                "cash_code",
                cashCode,
                "pay_token",
                pgTid(),
                "amount",
                amount,
                "transaction_id",
                "")));
  }

  @Override
  public Answer cancelRefused() {
    return failure("0042", "취소 기간 경과");
  }

  @Override
  public Answer alreadyCancelled() {
    return failure("0044", "기취소");
  }

  @Override
  public Answer unheardOf(String path) {
    return failure("QQ77", "?");
  }

  @Override
  public WindowRequest accountRequest() {
    return Fixtures.request(PayMethod.VBANK);
  }

  @Override
  public ReturnMessage accountAuthenticated(PersistedAttempt attempt) {
    return agreed(attempt, "VA");
  }

  @Override
  public Function<Received, Answer> accountIssued(Approval approval) {
    return request -> Answer.ok(approvalText("VA", approval, ""));
  }

  @Override
  public WindowRequest keyRequest() {
    return new RequestBuilder(cashCode.equals("CN") ? PayMethod.CARD : PayMethod.PHONE)
        .key()
        .build();
  }

  @Override
  public ReturnMessage keyAuthenticated(PersistedAttempt attempt) {
    return agreed(attempt, cashCode.equals("CN") ? "CN" : "MC");
  }

  @Override
  public Function<Received, Answer> keyIssued(Approval approval) {
    return request ->
        Answer.ok(approvalText(cashCode.equals("CN") ? "CN" : "MC", approval, BILL_KEY));
  }

  @Override
  public List<String> keySecrets() {
    return List.of(BILL_KEY, USER_KEY);
  }

  @Override
  public String keyChargePath() {
    return approvalPath();
  }

  @Override
  public Function<Received, Answer> keyCharged(Approval approval) {
    return request ->
        Answer.ok(
            Fixtures.text(
                cashCode.equals("CN") ? "charge-cn.json" : "charge-mc.json",
                Map.of(
                    "sid", approval.mid(),
                    "trade_id", approval.pgOrderNumber(),
                    "mobil_id", pgTid(),
                    "amount", Long.toString(approval.amount()),
                    "hmac", "",
                    "at", Fixtures.NOW_IN_KOREA)));
  }

  @Override
  public Answer keyDeclined(PersistedAttempt attempt, String path) {
    return failure("0060", "자동결제 미등록");
  }

  @Override
  public NoticeMessage deposited(PersistedAttempt attempt, long amount, int serial) {
    return notice("notice-deposit.txt", attempt, amount, "2026011510200" + serial);
  }

  @Override
  public List<NoticeMessage> uneventful(PersistedAttempt attempt) {
    return List.of(notice("notice-issued.txt", attempt, attempt.amount().minor(), ""));
  }

  private NoticeMessage notice(String file, PersistedAttempt attempt, long amount, String at) {
    String body =
        Fixtures.text(
            file,
            Map.of(
                "sid", attempt.channel().mid(),
                "tid", Fixtures.TID,
                "trade_id", attempt.pgOrderNumber(),
                "pay_token", pgTid(),
                "amount", Long.toString(amount),
                "at", at));
    return new NoticeMessage(
        "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII), "127.0.0.1");
  }

  static Answer failure(String code, String message) {
    return Answer.ok(Fixtures.text("failure.json", Map.of("code", code, "message", message)));
  }

  static ReturnMessage with(ReturnMessage message, String name, String value) {
    Map<String, String> fields = new HashMap<>(message.fields());
    fields.put(name, value);
    return new ReturnMessage(fields);
  }
}
