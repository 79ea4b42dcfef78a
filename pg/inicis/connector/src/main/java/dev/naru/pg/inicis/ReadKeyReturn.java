package dev.naru.pg.inicis;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.ReturnMessage;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the return of an INILite window, which holds the billing key itself (protocols/inicis.md
 * §5.1, §5.2).
 *
 * <p>No published signature protects it. The MID and the order number must be the hub's, and nobody
 * can guess the address that it comes to. A buyer can still invent a key, so the key counts as
 * unproved until a charge with it succeeds, and every value must have its shape.
 */
final class ReadKeyReturn {
  private final BillKeyDecoder decoder;

  ReadKeyReturn(BillKeyDecoder decoder) {
    this.decoder = decoder;
  }

  /** The field names, which differ between the two windows. */
  private record Names(
      String code, String success, String text, String order, String cardCode, String cardNumber) {
    static final Names OLD =
        new Names("resultcode", "00", "resultmsg", "orderid", "cardcd", "cardno");
    static final Names CURRENT =
        new Names("resultCode", "SUCCESS", "resultMessage", "orderId", "cardCode", "cardNumber");
  }

  AuthResult read(PersistedAttempt attempt, WindowOrder order, ReturnMessage message) {
    Names names = order.window() == WindowOrder.Window.INILITE ? Names.OLD : Names.CURRENT;
    if (!message.fields().containsKey(names.code())
        || Stream.of("P_STATUS", "authToken").anyMatch(message.fields()::containsKey)) {
      return new AuthResult.Forged("not a result of the billing-key window");
    }
    boolean issued = message.field(names.code()).equals(names.success());
    // As for payments, a failure may come before the window knew the MID and the order number.
    if (!ReadReturn.matches(message.field("mid"), attempt.channel().mid(), !issued)) {
      return new AuthResult.Forged("another mid");
    }
    if (!ReadReturn.matches(message.field(names.order()), attempt.pgOrderNumber(), !issued)) {
      return new AuthResult.Forged("another " + names.order());
    }
    if (!issued) {
      return new AuthResult.Refused(
          ReadReturn.refusal(message.field(names.code()), message.field(names.text())));
    }
    return issued(attempt, order, message, names);
  }

  private AuthResult issued(
      PersistedAttempt attempt, WindowOrder order, ReturnMessage message, Names names) {
    Optional<String> tid =
        Stream.of(message.field("tid"), message.field("authkey"))
            .filter(it -> it.matches("[0-9A-Za-z_-]{1,64}"))
            .findFirst();
    if (tid.isEmpty()) {
      return new AuthResult.Forged("no tid");
    }
    String received = message.field("billkey");
    Optional<String> billKey =
        order.window() == WindowOrder.Window.INILITE
            ? Optional.of(received)
            : decoder.decode(received, InicisSettings.of(attempt.channel()).iniLiteKey());
    if (billKey.isEmpty()) {
      return new AuthResult.Refused(
          InicisErrors.error("", "발급된 빌링키를 읽을 수 없습니다. 상점에 문의해 주세요.", Category.CONFIGURATION));
    }
    if (!BillKeyDecoder.isKey(billKey.get())) {
      return new AuthResult.Forged("no usable billkey");
    }
    return new Proof.Key(
            order,
            tid.get(),
            billKey.get(),
            cardCode(message.field(names.cardCode())),
            cardNumber(message.field(names.cardNumber())))
        .toAuthenticated();
  }

  private static String cardCode(String given) {
    return given.matches("[0-9]{2}") ? given : "";
  }

  /** Masks the card number; empty where the text isn't one. */
  private static String cardNumber(String given) {
    String shown = new CardUsed(null, null, given, 0, null).maskedNumber();
    return shown == null ? "" : shown;
  }
}
