package dev.naru.hub.payment.store;

import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.AnothersCharge;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the PG named that couldn't be taken as the outcome. It is kept with the
 * attempt, so that whoever ends it undoes exactly that.
 *
 * @param pgTid the PG's number of the charge; null where none was told
 * @param charged what it charged; null where that is what was asked for, or nobody knows
 * @param anothers the charge that it made under another order's number; null for none
 */
public record NamedCharge(
    @Nullable String pgTid, @Nullable Money charged, @Nullable AnothersCharge anothers) {

  public static final NamedCharge NONE = new NamedCharge(null, null, null);

  /** What an approval named that is to be undone. */
  public static NamedCharge approved(String pgTid, @Nullable Money charged) {
    return new NamedCharge(pgTid, charged, null);
  }
}
