package dev.naru.hub.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G22")
class BulkheadTest {

  private final Bulkhead<String> bulkhead = new Bulkhead<>(2);

  @Test
  void one_key_fills_its_own_places_and_no_others() throws InterruptedException {
    assertThat(bulkhead.enter("slow", Duration.ZERO)).isTrue();
    assertThat(bulkhead.enter("slow", Duration.ZERO)).isTrue();
    assertThat(bulkhead.enter("slow", Duration.ZERO)).isFalse();
    assertThat(bulkhead.enter("other", Duration.ZERO)).isTrue();
    bulkhead.leave("slow");
    assertThat(bulkhead.enter("slow", Duration.ZERO)).isTrue();
  }

  @Test
  void a_key_that_nobody_uses_is_forgotten() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      if (bulkhead.enter("a", Duration.ZERO)) {
        assertThat(bulkhead.size()).isEqualTo(1);
      }
    }
    bulkhead.leave("a");
    bulkhead.leave("a");
    assertThat(bulkhead.size()).isZero();
    assertThatThrownBy(() -> bulkhead.leave("a")).isInstanceOf(IllegalStateException.class);
  }
}
