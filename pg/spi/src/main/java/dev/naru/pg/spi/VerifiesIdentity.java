package dev.naru.pg.spi;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A provider that verifies who a person is, in a window of its own. No money moves. */
public interface VerifiesIdentity {

  /**
   * Says how the browser opens the window.
   *
   * @param returnUrl where the window posts its result; its path holds a token that cannot be
   *     guessed
   */
  WindowOpening openIdentity(IdentityCheck check, URI returnUrl);

  /**
   * Reads what the window posted back through the person's browser. An attacker may have written
   * any value in it. Makes no network call.
   */
  AuthResult readIdentityReturn(IdentityCheck check, ReturnMessage message);

  /** Asks the provider who the person is. */
  IdentityOutcome verify(IdentityCheck check, Authenticated authenticated);

  /**
   * One verification, as it stands in the hub's records.
   *
   * @param transactionId 20 of {@code 0-9a-z}, unique over all verifications
   */
  record IdentityCheck(String transactionId, ChannelConfig channel) {}

  /**
   * The person, as far as the provider tells. {@code toString} hides the values.
   *
   * @param phone only digits
   * @param uniqueKey a value that is the same for a person at every merchant (CI); null if not told
   * @param uniqueInSite a value that is the same for a person at one merchant (DI); null if not
   *     told
   */
  record Person(
      String name,
      String phone,
      LocalDate birthday,
      @Nullable Gender gender,
      @Nullable Boolean foreigner,
      @Nullable String uniqueKey,
      @Nullable String uniqueInSite) {

    @Override
    public String toString() {
      return "Person[hidden]";
    }
  }

  /** A person's gender, if the provider tells it. */
  enum Gender {
    MALE,
    FEMALE
  }

  /** The result of a verification. */
  sealed interface IdentityOutcome {

    /**
     * The provider has verified the person.
     *
     * @param pgTid the provider's transaction number
     */
    record Verified(String pgTid, Person person) implements IdentityOutcome {}

    /** The person was certainly not verified. */
    record Refused(PgError error) implements IdentityOutcome {}

    /** There was no readable answer: the person isn't verified, and may try again. */
    record NoAnswer(String reason) implements IdentityOutcome {}
  }
}
