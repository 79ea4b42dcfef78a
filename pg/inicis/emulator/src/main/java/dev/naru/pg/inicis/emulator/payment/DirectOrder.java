package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Map;

/**
 * An order without a window: a charge, or a billing key for a card (protocols/inicis.md §6.5, §6.7,
 * §6.8).
 *
 * @param price won
 * @param merchantUid the shop's own order number if the sandbox is told it; else empty
 * @param months the number of instalments; 0 for a lump sum
 */
public record DirectOrder(
    String mid,
    String moid,
    long price,
    String goods,
    String buyerName,
    String merchantUid,
    int months) {

  private static final String[] REQUIRED = {
    "url", "moid", "goodName", "buyerName", "buyerEmail", "buyerTel", "price"
  };
  private static final long LEAST = 100;
  private static final long LEAST_BY_CARD = 1_000;
  private static final long LEAST_IN_PARTS = 50_000;

  /**
   * Reads the order of a charge.
   *
   * @throws PgRefusal with a code of protocols/inicis.md §10, or ER0102 for a missing field
   */
  public static DirectOrder charge(Merchant merchant, Map<String, String> f) {
    DirectOrder order = of(merchant, f, months(f));
    if (order.price() == 0) {
      throw new PgRefusal("1113", "결제금액이 0원 이하입니다.");
    }
    if (order.price() < LEAST) {
      throw new PgRefusal("500690", "100원 미만 승인 불가");
    }
    if (order.price() < LEAST_BY_CARD) {
      throw new PgRefusal("500608", "1000원 미만 신용카드 승인 불가");
    }
    if (order.months() > 0 && order.price() < LEAST_IN_PARTS) {
      throw new PgRefusal("500600", "할부는 5만원 이상부터 가능합니다.");
    }
    return order;
  }

  /**
   * Reads the order of a billing key, whose price is not charged.
   *
   * @throws PgRefusal with the codes of {@link #charge}
   */
  public static DirectOrder key(Merchant merchant, Map<String, String> f) {
    return of(merchant, f, 0);
  }

  private static DirectOrder of(Merchant merchant, Map<String, String> f, int months) {
    IniApiFields.require(f, REQUIRED);
    if (!f.getOrDefault("currency", "WON").equals("WON")) {
      throw new PgRefusal("500611", "통화 오류");
    }
    return new DirectOrder(
        merchant.mid(),
        f.getOrDefault("moid", ""),
        IniApiFields.won(f, "price"),
        f.getOrDefault("goodName", ""),
        f.getOrDefault("buyerName", ""),
        // KG INICIS has no such field; with it, scenarios can match the shop's own order number.
        f.getOrDefault("merchantData", ""),
        months);
  }

  private static int months(Map<String, String> f) {
    IniApiFields.require(f, "cardQuota");
    String quota = f.getOrDefault("cardQuota", "");
    if (!quota.matches("00|0[2-9]|[12][0-9]|3[0-6]")) {
      throw new PgRefusal("500600", "할부개월 오류");
    }
    return Integer.parseInt(quota);
  }
}
