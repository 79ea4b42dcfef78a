package dev.naru.hub.user;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in to the console.
 *
 * @param merchantId the merchant whose user it is; {@link Users#HUB} of an operator of the hub
 * @param email in lower case; no two users have the same
 * @param hasPassword whether the invitation was followed
 * @param hasSecondFactor whether a sign-in takes a code, too
 * @param signedInAt the last time; null before the first one
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
