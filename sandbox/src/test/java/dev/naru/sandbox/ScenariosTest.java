package dev.naru.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.postgres.TestPostgres;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.testkit.Concurrently;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  private static final PgCall OCCASION =
      new PgCall("pg", "MID", "imp_1", "imp_1", "order-1", 1000, "1234-1234-1234-1234");

  private final Database database = new Database(TestPostgres.newDatabase());
  private final PostgresScenarios scenarios = scenarios();

  private PostgresScenarios scenarios() {
    database.prepare();
    return new PostgresScenarios(database);
  }

  private void ask(String json) {
    scenarios.add(ScenarioRequest.read(ControlBody.of(json), Set.of("pg", "other")));
  }

  private Optional<Fault> take(PgCall occasion, Fault... relevant) {
    return scenarios.take(occasion, relevant).map(Scenario::fault);
  }

  @Test
  void a_scenario_is_used_once_by_default() {
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"decline\"}");

    assertThat(take(OCCASION, Fault.DECLINE)).contains(Fault.DECLINE);
    assertThat(take(OCCASION, Fault.DECLINE)).isEmpty();
  }

  @Test
  void everything_that_is_given_must_hold() {
    for (String match :
        new String[] {
          "{\"order_id\":\"imp_1\"}",
          "{\"imp_uid\":\"imp_1\"}",
          "{\"merchant_uid\":\"order-1\"}",
          "{\"amount\":1000}",
          "{\"amount\":1000.0}",
          "{\"mid\":\"MID\"}",
          "{\"card_number\":\"1234123412341234\"}",
          "{\"mid\":\"MID\",\"amount\":1000,\"merchant_uid\":\"order-1\"}"
        }) {
      ask("{\"pg\":\"pg\",\"match\":" + match + ",\"fault\":\"decline\"}");
      assertThat(take(OCCASION, Fault.DECLINE)).as(match).contains(Fault.DECLINE);
    }
    for (String match :
        new String[] {
          "{\"order_id\":\"imp_2\"}",
          "{\"imp_uid\":\"imp\"}",
          "{\"merchant_uid\":\"order-2\"}",
          "{\"amount\":1001}",
          "{\"mid\":\"mid\"}",
          "{\"card_number\":\"1234123412341235\"}",
          "{\"mid\":\"MID\",\"amount\":1000,\"merchant_uid\":\"order-2\"}"
        }) {
      ask("{\"pg\":\"pg\",\"match\":" + match + ",\"fault\":\"decline\"}");
      assertThat(take(OCCASION, Fault.DECLINE)).as(match).isEmpty();
    }
  }

  @Test
  void what_the_emulator_does_not_know_does_not_match() {
    ask("{\"pg\":\"pg\",\"match\":{\"card_number\":\"1234123412341234\"},\"fault\":\"decline\"}");
    ask("{\"pg\":\"pg\",\"match\":{\"merchant_uid\":\"order-1\"},\"fault\":\"decline\"}");

    assertThat(take(new PgCall("pg", "MID", "imp_1", null, null, 1000, null), Fault.DECLINE))
        .isEmpty();
  }

  @Test
  void another_pg_and_an_irrelevant_fault_are_left_alone() {
    ask("{\"pg\":\"other\",\"match\":{},\"fault\":\"decline\"}");
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"cancel_refused\"}");

    assertThat(take(OCCASION, Fault.DECLINE, Fault.BAD_CARD)).isEmpty();
    assertThat(take(OCCASION, Fault.DECLINE, Fault.CANCEL_REFUSED)).contains(Fault.CANCEL_REFUSED);
  }

  @Test
  void the_first_that_was_asked_for_comes_first() {
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"wrong_amount\",\"amount\":7}");
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"slow\",\"delay_ms\":250}");

    assertThat(scenarios.take(OCCASION, Fault.SLOW, Fault.WRONG_AMOUNT))
        .contains(new Scenario(Fault.WRONG_AMOUNT, 7, 0));
    assertThat(scenarios.take(OCCASION, Fault.SLOW, Fault.WRONG_AMOUNT))
        .contains(new Scenario(Fault.SLOW, 0, 250));
  }

  @Test
  void a_time_out_may_hold_its_answer() {
    ask("{\"pg\":\"pg\",\"fault\":\"timeout_after_approval\",\"delay_ms\":45000}");
    ask("{\"pg\":\"pg\",\"fault\":\"timeout_after_approval\"}");

    assertThat(scenarios.take(OCCASION, Fault.TIMEOUT_AFTER_APPROVAL))
        .contains(new Scenario(Fault.TIMEOUT_AFTER_APPROVAL, 0, 45_000));
    assertThat(scenarios.take(OCCASION, Fault.TIMEOUT_AFTER_APPROVAL))
        .contains(new Scenario(Fault.TIMEOUT_AFTER_APPROVAL, 0, 0));
  }

  @Test
  void a_scenario_is_used_exactly_as_often_as_was_asked_by_however_many() throws Exception {
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"decline\",\"times\":5}");
    ask("{\"pg\":\"pg\",\"match\":{},\"fault\":\"bad_card\",\"times\":6}");

    var taken = Concurrently.run(32, () -> take(OCCASION, Fault.DECLINE, Fault.BAD_CARD));

    assertThat(taken.stream().flatMap(Optional::stream).filter(Fault.DECLINE::equals)).hasSize(5);
    assertThat(taken.stream().flatMap(Optional::stream).filter(Fault.BAD_CARD::equals)).hasSize(6);
  }

  @Test
  void a_card_number_is_not_kept() {
    ask(
        "{\"pg\":\"pg\",\"match\":{\"card_number\":\"1234-1234-1234-1234\"},\"fault\":\"decline\"}");

    assertThat(database.one(row -> row.getString(1), "select match::text from scenario"))
        .hasValueSatisfying(match -> assertThat(match).doesNotContain("1234-1234", "12341234"));
    assertThat(Map.of("taken", take(OCCASION, Fault.DECLINE)))
        .containsEntry("taken", Optional.of(Fault.DECLINE));
  }
}
