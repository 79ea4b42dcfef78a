package dev.naru.hub.user;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person is in the console. What each may do: {@link Action}. */
public enum Role {
  /** Everything of the merchant, and who else may. */
  OWNER,
  /** Everything of the merchant but its owners. */
  ADMIN,
  /** Support: payments, refunds, billing keys and webhooks. */
  MANAGER,
  /** Money: payments, refunds, and outcomes that the PG doesn't know. */
  FINANCE,
  /** The shop's program: keys, webhooks and settings, and no money. */
  DEVELOPER,
  /** Looks, and changes nothing. */
  READ_ONLY,
  /** Runs the hub, for all merchants: what {@code naru-hub} does, and no refunds. */
  OPERATOR;

  /** The roles that a merchant's user can have, the one that may do most first. */
  public static final List<Role> OF_MERCHANTS =
      Arrays.stream(values()).filter(role -> role != OPERATOR).toList();

  /** The role's name where people and commands name it, such as {@code read-only}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a {@link #word()}; empty when no role has it. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
