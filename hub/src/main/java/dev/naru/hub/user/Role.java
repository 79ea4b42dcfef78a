package dev.naru.hub.user;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A user's role in the console. {@link Action} says what each role may do. */
public enum Role {
  /** May do everything of the merchant, and change its users and owners. */
  OWNER,
  /** May do everything of the merchant, but not change its owners. */
  ADMIN,
  /** Support: payments, refunds, billing keys and webhooks. */
  MANAGER,
  /** Accounting: payments, refunds, and payments whose outcome is unknown. */
  FINANCE,
  /** Development: keys, webhooks and settings, but no refunds. */
  DEVELOPER,
  /** Sees everything and changes nothing. */
  READ_ONLY,
  /** Runs the hub for all merchants: may do what {@code naru-hub} does, but no refunds. */
  OPERATOR;

  /** The roles that a merchant's user can have, the one with the most rights first. */
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
