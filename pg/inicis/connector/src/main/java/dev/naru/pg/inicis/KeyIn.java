package dev.naru.pg.inicis;

import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.Sensitive;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Charges a card whose data the merchant's server sent, or issues a billing key for it, with INIAPI
 * v1's {@code formpay} and {@code billing} (protocols/inicis.md §6.5, §6.7). Card data are sent as
 * ciphertext only (§2.4), and the hash covers the ciphertext.
 */
final class KeyIn {
  private static final List<String> HASHED = List.of("moid", "price", "cardNumber");

  private final ApiV1 api;
  private final ReadCharge reader;

  KeyIn(PgTransport transport, InstantSource time) {
    this.api = new ApiV1(transport, time);
    this.reader = new ReadCharge(time);
  }

  Outcome charge(PersistedAttempt attempt, CardData card, ChargeOrder order) {
    return refusal(attempt)
        .orElseGet(() -> {
          SequencedMap<String, String> fields = fields(attempt, card, order);
          ApiV1.putTerms(fields, order);
          return reader.charge(
              attempt, api.call(attempt.channel(), "formpay", "Pay", fields, HASHED));
        });
  }

  Outcome issue(PersistedAttempt attempt, CardData card, ChargeOrder order) {
    return refusal(attempt)
        .orElseGet(() ->
            reader.issue(
                attempt,
                api.call(
                    attempt.channel(), "billing", "Auth", fields(attempt, card, order), HASHED)));
  }

  private static Optional<Outcome> refusal(PersistedAttempt attempt) {
    return new InicisSigner(InicisSettings.of(attempt.channel())).canEncrypt()
        ? ApiV1.beforehand(attempt)
        : Optional.of(
            new Outcome.Declined(
                InicisErrors.error("", "INIAPI key 또는 IV가 올바르지 않습니다.", Category.CONFIGURATION)));
  }

  private static SequencedMap<String, String> fields(
      PersistedAttempt attempt, CardData card, ChargeOrder order) {
    SequencedMap<String, String> fields = ApiV1.orderFields(attempt, order);
    putCard(fields, card, new InicisSigner(InicisSettings.of(attempt.channel())));
    return fields;
  }

  /**
   * Adds the card. The holder's identity is checked when the merchant sent it; without it, the MID
   * needs a contract that allows charges without the check.
   */
  private static void putCard(
      SequencedMap<String, String> fields, CardData card, InicisSigner signer) {
    fields.put("cardNumber", card.number().lend(signer::encrypt));
    fields.put("cardExpire", expiry(card.expiry(), signer));
    Sensitive identity = card.identity();
    Sensitive password = card.passwordHead();
    if (identity == null) {
      fields.put("authentification", "99");
      return;
    }
    fields.put("regNo", identity.lend(signer::encrypt));
    if (password != null) {
      fields.put("cardPw", password.lend(signer::encrypt));
    }
    fields.put("authentification", "00");
  }

  /** The expiry as {@code YYMM}, encrypted. */
  private static String expiry(YearMonth expiry, InicisSigner signer) {
    int yymm = expiry.getYear() % 100 * 100 + expiry.getMonthValue();
    byte[] digits = {
      (byte) ('0' + yymm / 1000),
      (byte) ('0' + yymm / 100 % 10),
      (byte) ('0' + yymm / 10 % 10),
      (byte) ('0' + yymm % 10)
    };
    try {
      return signer.encrypt(digits);
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }
}
