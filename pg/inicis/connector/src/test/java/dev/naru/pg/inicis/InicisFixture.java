package dev.naru.pg.inicis;

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
import java.util.Map;
import java.util.function.Function;

/** The INIAPI exchanges, which the PC and the mobile flow share. */
abstract class InicisFixture implements PgFixture {
  static final String BILL_KEY = "7f3c1a5e9b2d4f6081a3c5e7d9fb0b2d4f6a8c0e";

  @Override
  public PgConnectorFactory factory() {
    return new InicisConnectorFactory();
  }

  @Override
  public ChannelConfig channel(URI sandbox) {
    return Fixtures.sandbox(sandbox);
  }

  @Override
  public String inquiryPath() {
    return "/stginiapi.inicis.com/v2/pg/inquiry";
  }

  @Override
  public String cancelPath() {
    return "/stginiapi.inicis.com/v2/pg/refund";
  }

  @Override
  public String partialCancelPath() {
    return "/stginiapi.inicis.com/v2/pg/partialRefund";
  }

  @Override
  public Answer cancelled(PersistedAttempt attempt, CancelRequest request) {
    return Answer.ok(Fixtures.text("v2-refund.json", Map.of()));
  }

  @Override
  public Answer partlyCancelled(PersistedAttempt attempt, CancelRequest request) {
    return Answer.ok(
        Fixtures.text(
            "v2-partial-refund.json",
            Map.of(
                "tid", request.pgTid(),
                "price", Long.toString(request.amountMinor()),
                "remains", Long.toString(request.remainingAfterMinor()))));
  }

  @Override
  public Answer cancelRefused() {
    return failure("500667", "취소 기간 경과");
  }

  @Override
  public Answer alreadyCancelled() {
    return failure("500626", "기 취소 거래");
  }

  @Override
  public Answer notFound() {
    return failure("500623", "해당거래 없음");
  }

  @Override
  public Answer found(PersistedAttempt attempt, long cancelled) {
    return found(attempt, attempt.pgOrderNumber(), pgTid(), cancelled);
  }

  @Override
  public Answer foundAnother(PersistedAttempt attempt) {
    return found(attempt, "HUB-2", pgTid(), 0);
  }

  private static Answer found(
      PersistedAttempt attempt, String pgOrderNumber, String tid, long cancelled) {
    long amount = attempt.amount().minor();
    String file =
        cancelled == 0
            ? "v2-inquiry.json"
            : cancelled == amount
                ? "v2-inquiry-cancelled.json"
                : "v2-inquiry-partly-cancelled.json";
    return Answer.ok(
        Fixtures.text(
            file,
            Map.of(
                "mid", attempt.channel().mid(),
                "oid", pgOrderNumber,
                "tid", tid,
                "price", Long.toString(amount),
                "cancelled", Long.toString(cancelled),
                "remains", Long.toString(amount - cancelled))));
  }

  @Override
  public WindowRequest unopenable() {
    return Shop.asks(PayMethod.POINT).request();
  }

  @Override
  public Answer awaitingDeposit(PersistedAttempt attempt) {
    return Answer.ok(
        Fixtures.text(
            "v2-inquiry-account.json",
            Map.of(
                "mid", attempt.channel().mid(),
                "oid", attempt.pgOrderNumber(),
                "tid", pgTid(),
                "price", Long.toString(attempt.amount().minor()),
                "status", "NON_DEPOSIT",
                "depositDate", "",
                "depositTime", "")));
  }

  @Override
  public List<String> keySecrets() {
    return List.of(BILL_KEY);
  }

  @Override
  public String keyChargePath() {
    return "/stginiapi.inicis.com/api/v1/billing";
  }

  @Override
  public String cardChargePath() {
    return "/stginiapi.inicis.com/api/v1/formpay";
  }

  @Override
  public String cardKeyPath() {
    return keyChargePath();
  }

  @Override
  public String keyChargeTid() {
    return apiTid(Fixtures.MID);
  }

  @Override
  public Function<Received, Answer> keyCharged(Approval approval) {
    return request ->
        Answer.ok(
            Fixtures.text(
                "v1-charge.json",
                Map.of("tid", apiTid(approval.mid()), "price", Long.toString(approval.amount()))));
  }

  @Override
  public Function<Received, Answer> cardKeyIssued(Approval approval) {
    return request ->
        Answer.ok(
            Fixtures.text(
                "v1-key.json", Map.of("tid", apiTid(approval.mid()), "billKey", BILL_KEY)));
  }

  @Override
  public String whyKeyAnswersTellNoOrder() {
    return "the answers of INIAPI v1 name no order (protocols/inicis.md §6.5, §6.8)";
  }

  @Override
  public Answer keyDeclined(PersistedAttempt attempt, String path) {
    return Answer.ok(
        Fixtures.text(
            "v1-failure.json", Map.of("code", "1165", "text", "유효기간 오류|카드 유효기간을 확인해 주세요")));
  }

  @Override
  public Answer keyChargeFound(PersistedAttempt attempt) {
    return found(attempt, attempt.pgOrderNumber(), keyChargeTid(), 0);
  }

  @Override
  public String accountPath() {
    return cardChargePath();
  }

  @Override
  public Function<Received, Answer> accountOpened(Approval approval) {
    return request ->
        Answer.ok(
            Fixtures.text(
                "v1-account.json",
                Map.of(
                    "tid",
                    "INIAPIVBNK" + approval.mid() + "20260115102601000007",
                    "price",
                    Long.toString(approval.amount()))));
  }

  @Override
  public Answer accountDeclined(PersistedAttempt attempt) {
    return Answer.ok(
        Fixtures.text("v1-failure.json", Map.of("code", "504643", "text", "가상계좌 은행코드 오류|채번 실패")));
  }

  @Override
  public String revokePath() {
    return "/stginiapi.inicis.com/api/v1/refund";
  }

  @Override
  public Answer revoked(PersistedAttempt attempt) {
    return Answer.ok(Fixtures.text("v2-refund.json", Map.of()));
  }

  @Override
  public Answer revokeRefused(PersistedAttempt attempt) {
    return failure("504628", "취소 불가능한 거래");
  }

  @Override
  public String receiptPath() {
    return "/stginiapi.inicis.com/api/v1/receipt";
  }

  @Override
  public Answer receiptIssued() {
    return Answer.ok(Fixtures.text("v1-receipt.json", Map.of()));
  }

  @Override
  public Answer receiptRefused() {
    return Answer.ok(
        Fixtures.text("v1-failure.json", Map.of("code", "500659", "text", "현금영수증 기발행|중복 발행")));
  }

  @Override
  public String receiptCancelPath() {
    return revokePath();
  }

  @Override
  public String deliveryPath() {
    return "/stginiapi.inicis.com/api/v1/escrow";
  }

  @Override
  public Answer deliveryRegistered() {
    return Answer.ok(Fixtures.text("v1-delivery.json", Map.of()));
  }

  @Override
  public Answer deliveryRefused() {
    return Answer.ok(
        Fixtures.text("v1-failure.json", Map.of("code", "500628", "text", "배송등록 불가|불가능한 거래")));
  }

  private static String apiTid(String mid) {
    return "INIAPICARD" + mid + "20260115102601000006";
  }

  static NoticeMessage notice(String file, Map<String, String> values) {
    return new NoticeMessage(
        "application/x-www-form-urlencoded",
        Fixtures.text(file, values).getBytes(StandardCharsets.US_ASCII),
        "203.238.37.15");
  }

  static Answer failure(String code, String text) {
    return Answer.ok(Fixtures.text("v2-failure.json", Map.of("code", code, "text", text)));
  }

  static Answer failure(String file, PersistedAttempt attempt, String code, String text) {
    return Answer.ok(
        Fixtures.text(
            file,
            Map.of(
                "code",
                code,
                "text",
                text,
                "mid",
                attempt.channel().mid(),
                "oid",
                attempt.pgOrderNumber())));
  }

  static ReturnMessage with(ReturnMessage message, String name, String value) {
    Map<String, String> fields = new HashMap<>(message.fields());
    fields.put(name, value);
    return new ReturnMessage(fields);
  }
}
