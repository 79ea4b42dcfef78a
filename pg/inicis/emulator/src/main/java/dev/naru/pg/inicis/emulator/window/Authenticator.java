package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.payment.Approvals;
import dev.naru.pg.inicis.emulator.payment.Approvals.Verdict;
import dev.naru.pg.inicis.emulator.payment.Authentication;
import dev.naru.pg.inicis.emulator.payment.DirectCard;
import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.Hosts;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Signatures;
import dev.naru.pg.inicis.emulator.wire.TidGenerator;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.ReplyDelivery;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.CardMemory;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * Ends a window: stores what the buyer did as an authentication. Where no approval follows, it also
 * issues the billing key.
 */
public final class Authenticator {

  /**
   * The window's end.
   *
   * @param result the fields that go to the merchant
   * @param delivery how they are delivered
   */
  record Done(Map<String, String> result, ReplyDelivery delivery) {}

  /**
   * Base64 with {@code +}, {@code /} and {@code =}, which the real token contains, too
   * (protocols/inicis.md §3.5).
   */
  private static final Base64.Encoder TOKEN = Base64.getEncoder();

  private static final int TOKEN_BYTES = 97;

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final TidGenerator tids;
  private final CardMemory cards;
  private final Approvals approvals;
  private final SecureRandom random;

  public Authenticator(
      SandboxServices sandbox,
      InicisRecords records,
      TidGenerator tids,
      CardMemory cards,
      Approvals approvals,
      SecureRandom random) {
    this.sandbox = sandbox;
    this.records = records;
    this.tids = tids;
    this.cards = cards;
    this.approvals = approvals;
    this.random = random;
  }

  /**
   * Ends a window.
   *
   * @param number the card number of sixteen digits; empty when none was entered
   */
  Done authenticate(Window window, String number) {
    WindowOrder order = window.order();
    String token = token(order);
    String id = order.mobile() ? token : Signatures.fingerprint(token);
    if (!number.isEmpty()) {
      cards.remember(id, number);
    }
    records.put(authentication(window, id, number));
    if (order.lite()) {
      return issue(order, id);
    }
    return new Done(
        order.mobile()
            ? Handover.mobile(
                "00", "성공", token, Hosts.mobile(order.host()) + "/smart/payReq.ini", order)
            : Handover.authenticated(order, token),
        ReplyDelivery.NORMAL);
  }

  private Done issue(WindowOrder order, String id) {
    Approvals.Result result = approvals.approve(id);
    return switch (result.verdict()) {
      case Verdict.Approved approved ->
          new Done(LiteAnswer.issued(approved, id), result.delivery());
      case Verdict.Declined declined ->
          new Done(
              LiteAnswer.failed(order, declined.decline().code(), declined.decline().text()),
              result.delivery());
      case Verdict.Unreached _ ->
          new Done(LiteAnswer.failed(order, LiteOrder.FAILED, "카드사 응답이 없습니다."), result.delivery());
      case Verdict.Refused _ ->
          new Done(
              LiteAnswer.failed(order, LiteOrder.FAILED, "이미 처리된 요청입니다."), ReplyDelivery.NORMAL);
    };
  }

  private Authentication authentication(Window window, String id, String number) {
    String card = window.card();
    String masked = number.isEmpty() ? "" : DirectCard.masked(number);
    if (window.order().terms().key()) {
      card = CardCompany.ofNumber(number).code();
    } else if (!window.easyPay().isEmpty()) {
      InicisEasyPay easy = InicisEasyPay.ofCode(window.easyPay()).orElseThrow();
      boolean money = window.own().getOrDefault("purse", "card").equals("money");
      card = money ? easy.money() : MethodForm.easyCard(easy).code();
      masked = money ? "" : DirectCard.masked("5200111122223333");
    } else if (window.method() != Method.CARD) {
      card = "";
    }
    return new Authentication(
        id,
        window.order(),
        window.method(),
        window.easyPay(),
        card,
        window.months(),
        masked,
        MagicCard.of(number).map(MagicCard::name).orElse(""),
        window.own(),
        sandbox.time().millis(),
        Authentication.State.READY,
        "");
  }

  private String token(WindowOrder order) {
    if (order.mobile()) {
      return tids.next("INIMX_AUTH", order.mid());
    }
    var drawn = new byte[TOKEN_BYTES];
    random.nextBytes(drawn);
    return TOKEN.encodeToString(drawn);
  }
}
