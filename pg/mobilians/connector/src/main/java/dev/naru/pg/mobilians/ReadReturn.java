package dev.naru.pg.mobilians;

import dev.naru.pg.mobilians.wire.KoreanText;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.ReturnMessage;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Reads the return that a window posted through the buyer's browser (protocols/mobilians.md §2.6).
 * The buyer knows its digest, and the digest covers little. So every field is compared with the
 * record, and a return that contradicts it is forged. A {@code +} that became a space isn't
 * repaired, and unknown fields are ignored.
 */
final class ReadReturn {
  private static final Pattern PAY_TOKEN = Pattern.compile("[0-9A-Za-z]{1,20}");
  private static final Pattern KEY = Pattern.compile("[!-~]{0,20}");
  private static final int ACCOUNT_NAME_BYTES = 30;

  private final Generation generation;
  private final InstantSource time;

  ReadReturn(Generation generation, InstantSource time) {
    this.generation = generation;
    this.time = time;
  }

  AuthResult read(PersistedAttempt attempt, Trade trade, ReturnMessage message) {
    boolean agreed = message.field("code").equals("0000");
    if (message.field("code").isBlank()) {
      return new AuthResult.Forged("no code");
    }
    // A failure may come before the window knew the trade; only then may fields be missing.
    if (!matches(message.field("sid"), attempt.channel().mid(), !agreed)) {
      return new AuthResult.Forged("another sid");
    }
    if (!matches(message.field("trade_id"), attempt.pgOrderNumber(), !agreed)) {
      return new AuthResult.Forged("another trade_id");
    }
    if (!matches(message.field("tid"), trade.tid(), !agreed)) {
      return new AuthResult.Forged("another tid");
    }
    if (!agreed) {
      return new AuthResult.Refused(
          MobiliansErrors.ofWindow(message.field("code"), message.field("message")));
    }
    return readAgreed(attempt, trade, message);
  }

  private AuthResult readAgreed(PersistedAttempt attempt, Trade trade, ReturnMessage message) {
    if (!trade.isAmount(message.field("amount"))) {
      return new AuthResult.Forged("another amount");
    }
    if (!message.field("cash_code").equals(trade.cashCode().name())) {
      return new AuthResult.Forged("another cash_code");
    }
    if (!matches(message.field("time_stamp"), trade.timeStamp(), true)) {
      return new AuthResult.Forged("another time_stamp");
    }
    if (!PAY_TOKEN.matcher(message.field("pay_token")).matches()) {
      return new AuthResult.Forged("no usable pay_token");
    }
    String referenceKey =
        switch (trade.cashCode()) {
          case RA -> message.field("ra_reference_key");
          case VA -> message.field("va_reference_key");
          case MC, CN, EP -> "";
        };
    String userKey = trade.cashCode() == CashCode.MC ? message.field("mc_user_key") : "";
    if (!KEY.matcher(referenceKey).matches() || !KEY.matcher(userKey).matches()) {
      return new AuthResult.Forged("an unusable key");
    }
    MobiliansSettings settings = MobiliansSettings.of(generation, attempt.channel());
    String expected = trade.hmac(new MobiliansSigner(settings.linkKey()));
    if (!MobiliansSigner.same(message.field("hmac"), expected)) {
      return new AuthResult.Forged("hmac");
    }
    return new Proof(
            trade,
            message.field("pay_token"),
            userKey,
            referenceKey,
            KoreanText.fit(message.field("va_name"), ACCOUNT_NAME_BYTES).strip(),
            time.instant())
        .toAuthenticated(attempt.channel().mid());
  }

  private static boolean matches(String given, String ours, boolean mayLack) {
    return given.equals(ours) || (mayLack && given.isEmpty());
  }
}
