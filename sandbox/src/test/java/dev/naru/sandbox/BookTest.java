package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.postgres.TestPostgres;
import dev.naru.sandbox.Book.Cancel;
import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.testkit.Concurrently;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class BookTest {

  private final DataSource source = TestPostgres.newDatabase();
  private final Database database = new Database(source);
  private final Book book = book();

  private Book book() {
    database.prepare();
    return new PostgresBook(database);
  }

  private static Charge charge(String tid, String order, long amount) {
    return new Charge("pg", "MID", tid, order, amount, 0, "paid", "card", "{\"approval\":\"1\"}");
  }

  @Test
  void a_charge_is_found_by_tid_and_the_newest_by_order() {
    book.enter(charge("T1", "order", 1000));
    book.enter(charge("T2", "order", 2000));

    assertThat(book.byTid("pg", "T1")).contains(charge("T1", "order", 1000));
    assertThat(book.byOrder("pg", "MID", "order")).map(Charge::tid).contains("T2");
    assertThat(book.byTid("other", "T1")).isEmpty();
    assertThat(book.byOrder("pg", "OTHER", "order")).isEmpty();
    assertThat(book.all()).extracting(Charge::tid).containsExactly("T1", "T2");
  }

  @Test
  void a_tid_is_entered_once() {
    book.enter(charge("T1", "order", 1000));

    assertThatThrownBy(() -> book.enter(charge("T1", "other", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("T1");
    assertThat(book.all()).containsExactly(charge("T1", "order", 1000));
  }

  @Test
  void a_cancel_raises_the_cancelled_amount_on_the_same_line() {
    book.enter(charge("T1", "order", 1000));

    Optional<Charge> after =
        book.cancel("pg", "T1", new Cancel("C1", 300, "20260301120000"), 1000L);

    assertThat(after).map(Charge::remaining).contains(700L);
    assertThat(after).map(Charge::status).contains("cancelled");
    assertThat(book.byTid("pg", "T1")).isEqualTo(after);
    assertThat(book.cancels("pg", "T1")).containsExactly(new Cancel("C1", 300, "20260301120000"));
  }

  @Test
  void a_cancel_that_exceeds_or_disagrees_changes_nothing() {
    book.enter(charge("T1", "order", 1000));

    assertThat(book.cancel("pg", "T1", new Cancel("C1", 1001, "20260301120000"), null)).isEmpty();
    assertThat(book.cancel("pg", "T1", new Cancel("C2", 100, "20260301120000"), 999L)).isEmpty();
    assertThat(book.cancel("pg", "none", new Cancel("C3", 1, "20260301120000"), null)).isEmpty();
    assertThat(book.byTid("pg", "T1")).contains(charge("T1", "order", 1000));
    assertThat(book.cancels("pg", "T1")).isEmpty();
  }

  @Test
  void a_cancel_is_positive() {
    book.enter(charge("T1", "order", 1000));

    assertThatThrownBy(() -> book.cancel("pg", "T1", new Cancel("C1", 0, "x"), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> book.cancel("pg", "T1", new Cancel("C1", -5, "x"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancels_at_the_same_time_never_exceed_the_amount() throws Exception {
    book.enter(charge("T1", "order", 1000));
    AtomicInteger number = new AtomicInteger();

    var results =
        Concurrently.run(
            32,
            () ->
                book.cancel(
                        "pg",
                        "T1",
                        new Cancel("C" + number.incrementAndGet(), 300, "20260301120000"),
                        null)
                    .isPresent());

    assertThat(results.stream().filter(done -> done)).hasSize(3);
    assertThat(book.byTid("pg", "T1")).map(Charge::cancelledAmount).contains(900L);
    assertThat(book.cancels("pg", "T1")).hasSize(3);
  }

  @Test
  void of_cancels_that_expect_the_same_remainder_one_is_carried_out() throws Exception {
    book.enter(charge("T1", "order", 1000));
    AtomicInteger number = new AtomicInteger();

    var results =
        Concurrently.run(
            16,
            () ->
                book.cancel(
                        "pg",
                        "T1",
                        new Cancel("C" + number.incrementAndGet(), 1, "20260301120000"),
                        1000L)
                    .isPresent());

    assertThat(results.stream().filter(done -> done)).hasSize(1);
  }

  @Test
  void a_line_is_moved_once_from_the_status_it_is_in() throws Exception {
    book.enter(new Charge("pg", "MID", "V1", "order", 1000, 0, "waiting", "vbank", "{}"));

    var moved = Concurrently.run(16, () -> book.move("pg", "V1", "waiting", "paid").isPresent());

    assertThat(moved.stream().filter(done -> done)).hasSize(1);
    assertThat(book.byTid("pg", "V1")).map(Charge::status).contains("paid");
    assertThat(book.move("pg", "V1", "waiting", "paid")).isEmpty();
    assertThat(book.move("pg", "none", "waiting", "paid")).isEmpty();
  }

  @Test
  void the_book_is_there_after_a_restart() {
    book.enter(charge("T1", "order", 1000));
    Database again = new Database(source);
    again.prepare();

    assertThat(new PostgresBook(again).all()).containsExactly(charge("T1", "order", 1000));
  }
}
