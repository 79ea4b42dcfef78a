package dev.naru.hub.user;

import dev.naru.hub.brake.CallerNetwork;
import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.brake.SharedBrake.Answer;
import dev.naru.hub.brake.SharedBrake.Counter;
import dev.naru.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks an email and its password (G38). Wrong passwords are counted for one email from one
 * address, for one address, and for one email from all addresses. The first limit is the lowest, so
 * that nobody can easily lock a user out from elsewhere. All hubs of a database count together. An
 * unknown email takes as long as a known one. Thread-safe.
 */
public final class SignIn {

  /** How many wrong passwords for one email may come from one address in a quarter of an hour. */
  static final int PER_EMAIL_AND_ADDRESS = 5;

  /** How many wrong passwords may come from one address in a quarter of an hour. */
  static final int PER_ADDRESS = 30;

  /** How many wrong passwords for one email may come from all addresses in an hour. */
  static final int PER_EMAIL = 100;

  private static final Duration QUARTER = Duration.ofMinutes(15);

  /**
   * How many passwords are checked at a time. Each check takes 19 MiB and a processor for about 30
   * ms.
   */
  private static final int AT_A_TIME = 4;

  /**
   * A user without a row. Looking for its password finds none, and takes as long as for any other.
   */
  private static final User NOBODY =
      new User(-1, new UUID(0, 0), "", "", Role.READ_ONLY, false, false, Instant.EPOCH, null, null);

  /**
   * How many wrong codes one user may send in a quarter of an hour. A guess is right once in
   * 333,333.
   */
  static final int CODES = 5;

  private final SecondFactors secondFactors;
  private final SharedBrake brake;
  private final Vault vault;
  private final Users users;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  SignIn(Users users, SecondFactors secondFactors, SharedBrake brake, Vault vault) {
    this.users = users;
    this.secondFactors = secondFactors;
    this.brake = brake;
    this.vault = vault;
  }

  /** The result of a check. */
  public sealed interface Outcome {

    /** Email and password are right. */
    record Right(User user) implements Outcome {}

    /** Email or password is wrong, or the user is disabled or doesn't exist. */
    record Wrong() implements Outcome {}

    /** Nothing was checked: too many tries were wrong, or too many users sign in at the moment. */
    record Wait(Duration after) implements Outcome {}
  }

  /**
   * Checks an email and its password.
   *
   * @param address the caller's IP address
   * @throws org.springframework.dao.DataAccessException when the database is away
   */
  public Outcome check(String email, String password, String address) {
    String known = JdbcUsers.inOneCase(email);
    String caller = CallerNetwork.of(address);
    List<Counter> counters =
        List.of(
            counter(
                "sign-in of an email and address",
                known + " " + caller,
                PER_EMAIL_AND_ADDRESS,
                QUARTER),
            counter("sign-in of an address", caller, PER_ADDRESS, QUARTER),
            counter("sign-in of an email", known, PER_EMAIL, Duration.ofHours(1)));
    return switch (brake.take(Users.HUB, counters)) {
      case Answer.Wait(Duration after) -> new Outcome.Wait(after);
      case Answer.Go(SharedBrake.Try made) -> {
        try (made) {
          Outcome outcome = checkNow(known, password);
          if (outcome instanceof Outcome.Wrong) {
            made.refused();
          }
          yield outcome;
        }
      }
    };
  }

  /**
   * Checks the second factor, after the password was right.
   *
   * @param code a code of the authenticator, or a recovery code
   */
  public Outcome checkCode(User user, String code) {
    Counter counter =
        counter("code of a user", user.merchantId() + " " + user.id(), CODES, QUARTER);
    return switch (brake.take(Users.HUB, List.of(counter))) {
      case Answer.Wait(Duration after) -> new Outcome.Wait(after);
      case Answer.Go(SharedBrake.Try made) -> {
        try (made) {
          if (secondFactors.use(user, code)) {
            yield new Outcome.Right(user);
          }
          made.refused();
          yield new Outcome.Wrong();
        }
      }
    };
  }

  private Outcome checkNow(String email, String password) {
    try {
      if (!places.tryAcquire(5, TimeUnit.SECONDS)) {
        return new Outcome.Wait(Duration.ofSeconds(1));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Outcome.Wait(Duration.ofSeconds(1));
    }
    try {
      Optional<User> user = users.byEmail(email).filter(found -> found.disabledAt() == null);
      String tried = password.length() > Users.LONGEST_PASSWORD * 2 ? "" : password;
      return users.isPassword(user.orElse(NOBODY), tried)
          ? new Outcome.Right(user.orElseThrow())
          : new Outcome.Wrong();
    } finally {
      places.release();
    }
  }

  private Counter counter(String what, String who, int most, Duration window) {
    byte[] digest = vault.mac(who.getBytes(StandardCharsets.UTF_8), "console " + what);
    return new Counter("console " + what, SharedBrake.who(digest), most, window);
  }
}
