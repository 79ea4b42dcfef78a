package dev.naru.hub.user;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. Thread-safe. */
final class PasswordHasher {

  /** Nobody's hash, of the same cost: an unknown email takes as long as a known one. */
  private static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

  private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  String hash(String password) {
    return java.util.Objects.requireNonNull(argon2.encode(password));
  }

  /**
   * @param hash null where there is none: the same work, and never true
   */
  boolean matches(String password, @Nullable String hash) {
    boolean matches = argon2.matches(password, hash == null ? NOBODYS : hash);
    return matches && hash != null;
  }
}
