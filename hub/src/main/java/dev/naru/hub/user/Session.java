package dev.naru.hub.user;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session of a user who has signed in.
 *
 * @param token the value of the browser's cookie
 * @param chosenMerchant the merchant that an operator works on; null until one is chosen, and for
 *     users who aren't operators
 * @param kept a form that the user sent when the session before this one had ended
 */
public record Session(String token, User user, @Nullable Long chosenMerchant, Optional<Kept> kept) {

  /**
   * What was typed into a form, without secrets.
   *
   * @param page the path of the page that has the form
   */
  public record Kept(String page, Map<String, String> values) {
    public Kept {
      values = Map.copyOf(values);
    }
  }

  /** The merchant that the session is about; empty while an operator has chosen none. */
  public Optional<Long> merchantId() {
    return user.role() == Role.OPERATOR
        ? Optional.ofNullable(chosenMerchant)
        : Optional.of(user.merchantId());
  }

  @Override
  public String toString() {
    return "Session[" + user.email() + "]";
  }
}
