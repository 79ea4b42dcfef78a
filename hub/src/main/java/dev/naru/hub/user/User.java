package dev.naru.hub.user;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of the console.
 *
 * @param merchantId the user's merchant; {@link Users#HUB} for an operator of the hub
 * @param email in lower case; no two users have the same
 * @param hasPassword whether the user has chosen one, by the invitation's link
 * @param hasSecondFactor whether a sign-in also needs a code
 * @param signedInAt the time of the last sign-in; null if there was none
 * @param disabledAt null while the user may sign in
 */
public record User(
    long merchantId,
    UUID id,
    String email,
    String name,
    Role role,
    boolean hasPassword,
    boolean hasSecondFactor,
    Instant createdAt,
    @Nullable Instant signedInAt,
    @Nullable Instant disabledAt) {

  public boolean may(Action action) {
    return action.isFor(role);
  }
}
