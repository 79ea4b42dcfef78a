package dev.naru.hub.user;

import java.time.Instant;

/** A user's authenticator, for tests of other packages. */
public final class Authenticator {

  private Authenticator() {}

  public static String code(String key, Instant at) {
    return Totp.code(Totp.ofBase32(key), Totp.stepAt(at));
  }
}
