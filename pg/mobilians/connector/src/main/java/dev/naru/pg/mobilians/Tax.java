package dev.naru.pg.mobilians;

import org.jspecify.annotations.Nullable;

/**
 * The tax parts of a price in won, for cards and easy-pays (protocols/mobilians.md §2.3, §2.9;
 * spec/pg-rules.md §4.1).
 *
 * @param supply the taxed part without its VAT
 */
record Tax(long vat, long taxFree, long supply) {

  /**
   * Computes the parts. When the shop doesn't name the VAT, it is an eleventh of the taxed part,
   * rounded to the nearest won.
   *
   * @return null when the shop named no part, or parts that don't fit into the total
   */
  static @Nullable Tax of(long total, @Nullable Long taxFree, @Nullable Long vat) {
    if (taxFree == null && vat == null) {
      return null;
    }
    long free = taxFree == null ? 0 : taxFree;
    long taxed = total - free;
    long tax = vat == null ? Math.floorDiv(2 * taxed + 11, 22) : vat;
    return free < 0 || tax < 0 || taxed - tax < 0 ? null : new Tax(tax, free, taxed - tax);
  }

  /** The value of {@code bill_type}: 00 for taxed, 10 for exempt, 20 for both. */
  String billType() {
    if (taxFree == 0) {
      return "00";
    }
    return supply + vat == 0 ? "10" : "20";
  }
}
