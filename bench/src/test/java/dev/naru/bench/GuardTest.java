package dev.naru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardTest {

  @Test
  void more_than_the_margin_above_the_committed_value_is_a_loss() {
    assertThat(Guard.isLoss(4.7, 4, 0.15)).isTrue();
    assertThat(Guard.isLoss(4.5, 4, 0.15)).isFalse();
    assertThat(Guard.isLoss(1, 4, 0.15)).isFalse();
  }

  @Test
  void what_nobody_has_committed_a_value_for_is_a_loss() {
    assertThat(Guard.isLoss(1, Double.NaN, 0.15)).isTrue();
  }
}
