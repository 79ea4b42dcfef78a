package dev.naru.hub.console.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that "previous" goes back the way that "next" came. */
class TrailTest {

  private static final String SEARCH = "status=failed";

  @Test
  void the_first_page_has_none_before_it_and_the_second_the_first() {
    assertThat(Trail.of("", "").previous(SEARCH)).isEmpty();
    assertThat(Trail.of("", "A").previous("")).contains("/console/payments");
    assertThat(Trail.of("", "A").previous(SEARCH)).contains("/console/payments?status=failed");
  }

  @Test
  void three_pages_on_and_back() {
    String second = Trail.of("", "").next(SEARCH, "A");
    assertThat(second).isEqualTo("/console/payments?status=failed&after=A");
    String third = Trail.of("", "A").next(SEARCH, "B");
    assertThat(third).isEqualTo("/console/payments?status=failed&trail=A&after=B");
    String fourth = Trail.of("A", "B").next(SEARCH, "C");
    assertThat(fourth).isEqualTo("/console/payments?status=failed&trail=A.B&after=C");
    assertThat(Trail.of("A.B", "C").previous(SEARCH)).contains(third);
    assertThat(Trail.of("A", "B").previous(SEARCH)).contains(second);
  }

  @Test
  void an_address_stays_short_and_takes_nothing_that_is_made_up() {
    String marks = IntStream.range(0, 200).mapToObj(n -> "m" + n).collect(Collectors.joining("."));
    assertThat(Trail.of(marks, "last").marks()).hasSize(50).endsWith("m199", "last");
    assertThat(Trail.of("A.<b>.&x=1", "B").marks()).containsExactly("A", "B");
    assertThat(Trail.of("A", "\"").marks()).isEmpty();
  }
}
