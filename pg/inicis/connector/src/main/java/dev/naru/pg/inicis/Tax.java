package dev.naru.pg.inicis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tax parts of a price, for a MID whose shop computes them. A shop that names one of them has
 * such a MID. For such a MID, KG INICIS would treat the whole price as tax-free if the field for
 * the tax-free part were missing (spec/pg-rules.md §2.2).
 *
 * @param vat the VAT in won; when empty, KG INICIS computes it
 * @param taxFree the tax-free part in won
 */
record Tax(Optional<String> vat, String taxFree) {

  /** The tax parts; empty when the shop named neither. */
  static Optional<Tax> of(@Nullable Long vat, @Nullable Long taxFree) {
    return vat == null && taxFree == null
        ? Optional.empty()
        : Optional.of(
            new Tax(
                Optional.ofNullable(vat).map(String::valueOf),
                taxFree == null ? "0" : Long.toString(taxFree)));
  }
}
