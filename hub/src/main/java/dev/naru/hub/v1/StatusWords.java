package dev.naru.hub.v1;

import dev.naru.hub.payment.PaymentState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** V1's words for a payment's status; each stands for one or several of the hub's states. */
final class StatusWords {

  private StatusWords() {}

  /**
   * The states for which a word of V1 stands. The empty set means any state; an empty result means
   * that there is no such word.
   */
  static Optional<Set<PaymentState>> states(@Nullable String word) {
    if (word == null || word.isEmpty() || word.equals("all")) {
      return Optional.of(Set.of());
    }
    Set<PaymentState> states =
        Arrays.stream(PaymentState.values())
            .filter(state -> state.v1Status().equals(word))
            .collect(Collectors.toUnmodifiableSet());
    return states.isEmpty() ? Optional.empty() : Optional.of(states);
  }
}
