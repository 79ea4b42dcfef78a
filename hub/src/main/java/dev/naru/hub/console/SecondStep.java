package dev.naru.hub.console;

import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The state of a sign-in between the password and the code, when nobody has signed in yet. The form
 * carries it encrypted: which user's password was right, and until when a code is accepted. So any
 * node of the hub can check the code.
 */
@Component
final class SecondStep {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final String CONTEXT = "console.second-step";

  private final Vault vault;
  private final Users users;
  private final InstantSource time;

  SecondStep(Vault vault, Users users, InstantSource time) {
    this.vault = vault;
    this.users = users;
    this.time = time;
  }

  String of(User user) {
    String text =
        user.merchantId() + " " + user.id() + " " + time.instant().plus(LIFETIME).getEpochSecond();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(vault.seal(text.getBytes(StandardCharsets.UTF_8), CONTEXT));
  }

  /**
   * The user whose password was right; empty when too much time has passed, or the text wasn't
   * sealed by this hub.
   */
  Optional<User> read(String sealed) {
    try {
      byte[] text = vault.open(Base64.getUrlDecoder().decode(sealed), CONTEXT);
      String[] parts = new String(text, StandardCharsets.UTF_8).split(" ");
      return Instant.ofEpochSecond(Long.parseLong(parts[2])).isAfter(time.instant())
          ? users
              .find(Long.parseLong(parts[0]), UUID.fromString(parts[1]))
              .filter(user -> user.disabledAt() == null)
          : Optional.empty();
    } catch (IllegalArgumentException | Vault.VaultException forged) {
      return Optional.empty();
    }
  }
}
