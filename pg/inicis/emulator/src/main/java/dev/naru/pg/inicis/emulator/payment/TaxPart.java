package dev.naru.pg.inicis.emulator.payment;

import dev.naru.pg.inicis.emulator.wire.IniApiFields;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.kit.PgRefusal;
import java.util.Map;
import java.util.Optional;

/**
 * The tax parts of a partial cancel (protocols/inicis.md §6.1, §7), or of all partial cancels of a
 * charge together, in won.
 */
public record TaxPart(long taxFree, long tax) {

  static final TaxPart NONE = new TaxPart(0, 0);

  /** Reads the tax parts from a request; a missing one is 0. */
  public static TaxPart of(Map<String, String> f, String taxFreeName) {
    return new TaxPart(won(f, taxFreeName), won(f, "tax"));
  }

  private static long won(Map<String, String> f, String name) {
    return f.getOrDefault(name, "").isEmpty() ? 0 : IniApiFields.won(f, name);
  }

  /**
   * The sum of this and the cancels before.
   *
   * @throws PgRefusal 655 or 656 when a part is more than the cancel, or the sum more than the
   *     charge's part
   */
  TaxPart after(TaxPart before, Charge charge, long price) {
    TaxPart all = new TaxPart(before.taxFree + taxFree, before.tax + tax);
    ChargeDetails details = ChargeDetails.of(charge);
    if (taxFree > price || exceeds(all.taxFree, details, "taxFree")) {
      throw Refunds.refusal(charge, "655", "비과세 금액이 취소 가능한 비과세 금액보다 큼");
    }
    if (tax > price - taxFree || exceeds(all.tax, details, "tax")) {
      throw Refunds.refusal(charge, "656", "부가세 금액이 취소 가능한 부가세 금액보다 큼");
    }
    return all;
  }

  /**
   * Whether a sum is more than the charge's part. A merchant that named no part leaves it to the
   * PG, and nothing exceeds it.
   */
  private static boolean exceeds(long sum, ChargeDetails details, String name) {
    return Optional.ofNullable(details.own().get(name))
        .filter(of -> sum > Long.parseLong(of))
        .isPresent();
  }
}
