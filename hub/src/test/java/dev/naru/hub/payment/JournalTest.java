package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Tests that the journal is only ever added to, and that a check finds what was done to it. */
@Tag("G11")
class JournalTest {

  private static final String REFUSED = "the journal is only ever added to";

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private String paid = "";
  private String untouched = "";

  @BeforeEach
  void two_payments_one_of_them_cancelled_in_parts() {
    paid = shop.paid(8_000);
    shop.cancel(paid, 3_000);
    shop.cancel(paid, 1_000);
    untouched = shop.paid(5_000);
  }

  /** A person with the database's own rights, whom no trigger stops. */
  private void tampers(String sql) {
    hub.world
        .db()
        .sql(
            "set session_replication_role = replica; "
                + sql.replace(":paid", "'" + paid + "'")
                + "; set session_replication_role = default")
        .update();
  }

  private Journal.Check check() {
    return hub.bean(Journal.class).check(shop.merchant.id());
  }

  @Test
  void a_journal_that_nobody_touched_is_whole_and_balances() {
    BothBooks.agreeFor(shop);
    Journal.Check check = check();
    assertThat(check.isWhole()).isTrue();
    assertThat(check.payments()).isEqualTo(2);
    assertThat(check.lines()).isEqualTo(8);
    assertThat(sum(paid)).isEqualTo(4_000);
    assertThat(sum(untouched)).isEqualTo(5_000);
    assertThat(check()).isEqualTo(check);
    shop.cancel(untouched);
    assertThat(check().fingerprint()).isNotEqualTo(check.fingerprint());
    assertThat(sum(untouched)).isZero();
  }

  private long sum(String payment) {
    return hub.world
        .db()
        .sql("select sum(amount) from journal where payment_number = :id")
        .param("id", payment)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update journal set detail = 'x' where payment_number = :id",
        "update journal_head set hash = hash where payment_number = :id;"
            + " update journal set amount = 1 where payment_number = :id",
        "delete from journal where payment_number = :id",
      })
  void no_line_can_be_changed_or_deleted(String sql) {
    assertThatThrownBy(() -> hub.world.db().sql(sql.replace(":id", "'" + paid + "'")).update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining(REFUSED);
    assertThatThrownBy(() -> hub.world.db().sql("truncate journal").update())
        .hasMessageContaining(REFUSED);
    assertThat(check().isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update journal set amount = -2000 where payment_number = :paid and amount = -3000",
        "update journal set detail = detail || ' ' where payment_number = :paid and what = 'paid'",
        "update journal set at = at - interval '1 microsecond' where payment_number = :paid and what = 'paid'",
        "delete from journal where payment_number = :paid and amount = -1000",
        "delete from journal where payment_number = :paid and amount = -3000",
        "delete from journal where payment_number = :paid",
        "insert into journal select merchant_id, payment_number, gen_random_uuid(), at, what, detail, amount, hash"
            + " from journal where payment_number = :paid and what = 'paid'",
        "delete from journal_head where payment_number = :paid",
        "update payment set cancelled = 3000 where payment_number = :paid",
        "update payment set amount = 9000 where payment_number = :paid",
      })
  void what_was_done_to_a_payments_lines_is_found(String tampering) {
    tampers(tampering);
    Journal.Check check = check();
    assertThat(check.faulty()).isEqualTo(1);
    assertThat(check.faults()).singleElement().asString().startsWith(paid + ": ");
  }

  @Test
  void a_payment_that_was_taken_away_leaves_its_lines_and_another_fingerprint() {
    String before = check().fingerprint();
    tampers("update payment set payment_number = 'gone' where payment_number = :paid");
    try {
      assertThat(check().faults()).contains(paid + ": the payment of these lines is gone");
      tampers(
          "delete from journal where payment_number = :paid;"
              + " delete from journal_head where payment_number = :paid");
      assertThat(check().fingerprint()).isNotEqualTo(before);
    } finally {
      // Other tests compare the PG's whole book with the payments.
      tampers("update payment set payment_number = :paid where payment_number = 'gone'");
    }
  }

  @AfterEach
  void the_guards_stand() {
    assertThat(hub.world.db().sql("show session_replication_role").query(String.class).single())
        .isEqualTo("origin");
  }
}
