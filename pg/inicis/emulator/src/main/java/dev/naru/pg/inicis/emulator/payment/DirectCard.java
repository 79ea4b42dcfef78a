package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.Encrypted;
import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.sandbox.MagicCard;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The card of a call without a window.
 *
 * @param code the card company's code
 * @param masked the masked number
 * @param magic the name of a {@link MagicCard}; empty for an ordinary card
 * @param number the card number, for scenarios; null for a key of an ordinary card
 */
public record DirectCard(String code, String masked, String magic, @Nullable String number) {

  /** The card behind a billing key. */
  static DirectCard of(BillKey key) {
    return new DirectCard(
        key.cardCode(),
        key.maskedCard(),
        key.magic(),
        key.magic().isEmpty() ? null : MagicCard.valueOf(key.magic()).number());
  }

  /**
   * Decrypts the card fields of a call (protocols/inicis.md §2.4, §6.5). An expiry in the past is
   * accepted, since i'mport's guides print one.
   *
   * @throws PgRefusal when a field is missing, cannot be decrypted or has a wrong form
   */
  public static DirectCard open(Merchant merchant, Map<String, String> f) {
    IniApiFields.require(f, "cardNumber", "cardExpire", "authentification");
    String number = opened(merchant, f, "cardNumber", "\\d{13,19}", "500601", "카드번호 오류");
    opened(merchant, f, "cardExpire", "\\d{2}(0[1-9]|1[0-2])", "1165", "유효기간 오류");
    switch (f.getOrDefault("authentification", "")) {
      case "00" -> {
        IniApiFields.require(f, "regNo");
        opened(merchant, f, "regNo", "\\d{6}|\\d{10}", "500635", "생년월일 또는 사업자번호 오류");
        if (!f.getOrDefault("cardPw", "").isEmpty()) {
          opened(merchant, f, "cardPw", "\\d{2}", "500616", "카드 비밀번호 오류");
        }
      }
      case "99" -> {
        // Under this contract the merchant sends neither birth date nor password.
      }
      default -> throw new PgRefusal("ER0102", "authentification");
    }
    return new DirectCard(
        CardCompany.ofNumber(number).code(),
        masked(number),
        MagicCard.of(number).map(MagicCard::name).orElse(""),
        number);
  }

  private static String opened(
      Merchant merchant,
      Map<String, String> f,
      String field,
      String form,
      String code,
      String text) {
    String plain =
        Encrypted.read(merchant, f.getOrDefault(field, ""))
            .orElseThrow(() -> new PgRefusal("500252", "암호화 필드를 읽을 수 없습니다. [" + field + "]"));
    if (!plain.matches(form)) {
      throw new PgRefusal(code, text);
    }
    return plain;
  }

  /** The number as the PG's answers show it, for example {@code 400933*********7}. */
  public static String masked(String number) {
    int last = number.length() - 1;
    return number.substring(0, 6) + "*".repeat(last - 6) + number.substring(last);
  }

  /** The magic card; empty for an ordinary card. */
  Optional<MagicCard> magicCard() {
    return MagicCard.named(magic);
  }

  /** The card as it is stored with a charge. */
  ChargeDetails.Card details(int months) {
    CardCompany company = CardCompany.ofCode(code).orElse(CardCompany.SHINHAN);
    return new ChargeDetails.Card(
        masked, company.code(), company.bankCode(), company.korean(), months, false, "");
  }

  @Override
  public String toString() {
    return "DirectCard[" + masked + "]";
  }
}
