package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Settings;
import dev.naru.hub.merchant.Tiers;
import java.util.Optional;

/** No merchant is an agency. */
final class NoTiers implements Tiers {

  @Override
  public Optional<Tier> find(long agencyId, String code) {
    return Optional.empty();
  }

  @Override
  public Tier add(long agencyId, String code, String name, Settings settings) {
    throw new UnsupportedOperationException();
  }
}
