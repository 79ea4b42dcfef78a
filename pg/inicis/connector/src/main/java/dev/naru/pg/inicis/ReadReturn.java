package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.Tid;
import dev.naru.pg.inicis.wire.Won;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.ReturnMessage;
import java.util.Optional;

/**
 * Reads the return that a window posted through the buyer's browser (protocols/inicis.md §3.5,
 * §4.3). It isn't signed, so a return that contradicts the hub's tables and records is forged
 * (§3.10).
 */
final class ReadReturn {
  private static final int TOKEN_LENGTH = 20_000;

  private final ReadKeyReturn keyReturn;

  ReadReturn(BillKeyDecoder decoder) {
    keyReturn = new ReadKeyReturn(decoder);
  }

  AuthResult read(PersistedAttempt attempt, WindowOrder order, ReturnMessage message) {
    boolean pc = message.fields().containsKey("resultCode");
    boolean mobile = message.fields().containsKey("P_STATUS");
    return switch (order.window()) {
      case PC ->
          pc && !mobile
              ? readPc(attempt, order, message)
              : new AuthResult.Forged("not a PC result");
      case MOBILE ->
          mobile && !pc
              ? readMobile(attempt, order, message)
              : new AuthResult.Forged("not a mobile result");
      case INILITE, INILITE_PAY -> keyReturn.read(attempt, order, message);
    };
  }

  private static AuthResult readPc(
      PersistedAttempt attempt, WindowOrder order, ReturnMessage message) {
    boolean authenticated = message.field("resultCode").equals("0000");
    // A failure may come before the window knew the MID and the order number; only then may they be
    // missing.
    if (!matches(message.field("mid"), attempt.channel().mid(), !authenticated)) {
      return new AuthResult.Forged("another mid");
    }
    if (!matches(message.field("orderNumber"), attempt.pgOrderNumber(), !authenticated)) {
      return new AuthResult.Forged("another orderNumber");
    }
    if (!authenticated) {
      return new AuthResult.Refused(
          InicisErrors.ofWindow(message.field("resultCode"), message.field("resultMsg")));
    }
    InicisHosts hosts = new InicisHosts(attempt.channel());
    String center = message.field("idc_name");
    if (!hosts.pcCenters().contains(center)) {
      return new AuthResult.Forged("idc_name is not a data center of this channel");
    }
    if (!message.field("authUrl").equals(hosts.pcApproval(center).toString())) {
      return new AuthResult.Forged("authUrl is not KG INICIS's");
    }
    if (!message.field("netCancelUrl").equals(hosts.pcNetCancel(center).toString())) {
      return new AuthResult.Forged("netCancelUrl is not KG INICIS's");
    }
    String authToken = message.field("authToken");
    if (authToken.isBlank() || authToken.length() > TOKEN_LENGTH) {
      return new AuthResult.Forged("no usable authToken");
    }
    return new Proof.Pc(order, authToken, center).toAuthenticated();
  }

  private static AuthResult readMobile(
      PersistedAttempt attempt, WindowOrder order, ReturnMessage message) {
    if (!message.field("P_STATUS").equals("00")) {
      return new AuthResult.Refused(refusal(message.field("P_STATUS"), message.field("P_RMESG1")));
    }
    Optional<Tid> tid = Tid.parse(message.field("P_TID"));
    if (tid.isEmpty() || !tid.get().mid().equals(attempt.channel().mid())) {
      return new AuthResult.Forged("P_TID is not one of this MID");
    }
    if (!message.field("P_AMT").isEmpty()
        && !Won.equal(message.field("P_AMT"), attempt.amount().minor())) {
      return new AuthResult.Forged("another P_AMT");
    }
    InicisHosts hosts = new InicisHosts(attempt.channel());
    Optional<String> center = hosts.mobileCenterOf(message.field("P_REQ_URL"));
    if (center.isEmpty()) {
      return new AuthResult.Forged("P_REQ_URL is not KG INICIS's");
    }
    if (!matches(message.field("idc_name"), center.get(), true)) {
      return new AuthResult.Forged("idc_name and P_REQ_URL disagree");
    }
    return new Proof.Mobile(order, message.field("P_TID"), center.get()).toAuthenticated();
  }

  /**
   * The error of a failed return. Status {@code 01} without a text means that the buyer went back
   * or reloaded on the card issuer's page (§4.3).
   */
  static PgError refusal(String status, String text) {
    return text.isBlank()
        ? InicisErrors.error(status, "정상적 인증 처리가 되지 않았습니다.", Category.LEFT_BY_BUYER)
        : InicisErrors.ofWindow(status, text);
  }

  static boolean matches(String given, String ours, boolean mayLack) {
    return given.equals(ours) || (mayLack && given.isEmpty());
  }
}
