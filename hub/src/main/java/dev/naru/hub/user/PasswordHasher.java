package dev.naru.hub.user;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords with Argon2id and OWASP's parameters: 19 MiB, two passes, one lane. Thread-safe.
 */
final class PasswordHasher {

  /**
   * A hash that belongs to no user. An unknown email is checked against it, and so takes as long as
   * a known one.
   */
  private static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  String hash(String password) {
    return java.util.Objects.requireNonNull(argon2.encode(password));
  }

  /**
   * Whether the hash is the password's.
   *
   * @param hash null if the user has none: the check then takes as long, and is false
   */
  boolean matches(String password, @Nullable String hash) {
    boolean matches = argon2.matches(password, hash == null ? NOBODYS : hash);
    return matches && hash != null;
  }
}
