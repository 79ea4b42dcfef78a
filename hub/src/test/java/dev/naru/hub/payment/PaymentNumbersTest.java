package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.payment.store.JdbcPaymentNumbers;
import dev.naru.hub.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("G14")
class PaymentNumbersTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.fresh());

  private static Stream<String> some(PaymentNumbers numbers, int count) {
    return Stream.generate(() -> numbers.next("imp_")).limit(count);
  }

  @Test
  void numbers_have_the_form_of_v1_and_begin_with_the_cell() {
    assertThat(some(new JdbcPaymentNumbers(db, "00"), 50))
        .allMatch(number -> number.matches("imp_00[0-9]{10}"));
    assertThat(new JdbcPaymentNumbers(db, "42").next("imps_")).matches("imps_42[0-9]{10}");
    assertThatThrownBy(() -> new JdbcPaymentNumbers(db, "4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("naru.cell");
  }

  /** Two nodes, each over several blocks. */
  @Test
  void no_two_are_the_same_on_any_node() {
    List<String> drawn =
        Stream.of(new JdbcPaymentNumbers(db, "00"), new JdbcPaymentNumbers(db, "00"))
            .flatMap(node -> some(node, 20_500))
            .toList();
    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void what_a_database_has_lost_of_its_count_is_not_drawn_again() {
    JdbcPaymentNumbers before = new JdbcPaymentNumbers(db, "00");
    some(before, 1_000).forEach(_ -> {});
    long kept = db.sql("select next from number_block").query(Long.class).single();
    List<String> lost = some(before, 5_000).toList();
    db.sql("update number_block set next = :kept").param("kept", kept).update();

    assertThat(some(before, 3_000)).as("a hub that ran on").doesNotContainAnyElementsOf(lost);

    db.sql("update number_block set next = :kept").param("kept", kept).update();
    JdbcPaymentNumbers restarted = new JdbcPaymentNumbers(db, "00");
    restarted.neverAgain(lost.getLast());
    restarted.neverAgain("POS-77-0001");
    assertThat(some(restarted, 8_000)).as("a new one").doesNotContainAnyElementsOf(lost);
  }

  @Test
  void neighbours_look_nothing_like_each_other() {
    List<Long> drawn =
        some(new JdbcPaymentNumbers(db, "00"), 100)
            .map(number -> Long.parseLong(number.substring("imp_".length())))
            .toList();
    long near =
        Stream.iterate(1, i -> i < drawn.size(), i -> i + 1)
            .filter(i -> Math.abs(drawn.get(i) - drawn.get(i - 1)) < 1_000_000)
            .count();
    assertThat(near).isLessThan(5);
  }
}
