package dev.naru.hub.merchant;

import java.util.Optional;

/**
 * The sub-merchants of an agency (spec/rest-api.md §1.2). Each is a merchant of its own, with its
 * own channels, settings and payments. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Tiers {

  /** The sub-merchant that an agency knows by this code; empty when there is none. */
  Optional<Tier> find(long agencyId, String code);

  /**
   * Makes a merchant that belongs to an agency. The merchant has no login of its own: only the
   * agency's token reaches it.
   *
   * @param code three of {@code A-Z} and {@code 0-9}
   * @throws IllegalArgumentException when the code has another form, or the agency has it already
   */
  Tier add(long agencyId, String code, String name, Settings settings);

  /** A sub-merchant. */
  record Tier(String code, String name, Merchant member) {}
}
