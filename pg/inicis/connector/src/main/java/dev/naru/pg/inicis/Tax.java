package dev.naru.pg.inicis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tax parts of a price, for MIDs whose shop sets them. A shop that names one of them has such a
 * MID; without {@code taxfree} all of it would be taken as tax-free there (spec/pg-rules.md §2.2).
 *
 * @param vat won, empty lets KG INICIS compute it
 * @param taxFree won
 */
record Tax(Optional<String> vat, String taxFree) {

  /** Empty where the shop named neither. */
  static Optional<Tax> of(@Nullable Long vat, @Nullable Long taxFree) {
    return vat == null && taxFree == null
        ? Optional.empty()
        : Optional.of(
            new Tax(
                Optional.ofNullable(vat).map(String::valueOf),
                taxFree == null ? "0" : Long.toString(taxFree)));
  }
}
