package dev.naru.hub.identity;

import dev.naru.pg.spi.VerifiesIdentity.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verification of a person, in its present state.
 *
 * @param pageUrl the page that asked for it; null if not told
 * @param pgTid the provider's transaction number; null unless certified
 * @param person null unless certified
 */
public record Certification(
    long merchantId,
    String number,
    String orderNumber,
    String provider,
    State state,
    @Nullable String pageUrl,
    @Nullable String failCode,
    @Nullable String failReason,
    @Nullable String pgTid,
    @Nullable Person person,
    @Nullable Instant certifiedAt) {

  /** The {@link #failCode()} of a verification whose person left the window. */
  public static final String LEFT = "LEFT";

  /** The state of a verification. */
  public enum State {
    OPENED,
    /** The provider is being asked who the person is. */
    ASKING,
    CERTIFIED,
    FAILED
  }

  public boolean isOver() {
    return state == State.CERTIFIED || state == State.FAILED;
  }
}
