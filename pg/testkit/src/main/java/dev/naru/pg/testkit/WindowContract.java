package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.WindowRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a window is opened, and how its return through the buyer's browser is read. */
abstract class WindowContract extends ContractStage {

  @Test
  void the_window_is_opened_with_one_call_at_most_and_shows_no_secret() {
    String registration = fixture.openingPath();
    if (registration != null) {
      pg.answers(registration, fixture.opened(attempt));
    }
    WindowOpening opening = ((OpensWindow) connector()).open(attempt, fixture.windowRequest());

    assertThat(pg.received()).hasSize(registration == null ? 0 : 1);
    assertThat(opening)
        .isInstanceOfSatisfying(
            WindowOpening.Opened.class,
            opened -> {
              List<String> shown = shown(opened.window());
              assertThat(secretSettings())
                  .allSatisfy(secret ->
                      assertThat(shown).isNotEmpty().noneMatch(it -> it.contains(secret)));
            });
  }

  private List<String> shown(PgWindow window) {
    Map<String, String> fields =
        switch (window) {
          case PgWindow.Scripted scripted -> scripted.fields();
          case PgWindow.Posted posted -> posted.fields();
          case PgWindow.Page page -> Map.of("", page.url().toString());
        };
    if (!(window instanceof PgWindow.Page) && fixture.openingPath() == null) {
      assertThat(fields.values())
          .contains(attempt.pgOrderNumber(), Long.toString(AMOUNT), attempt.channel().mid());
    }
    return List.copyOf(fields.values());
  }

  @Test
  void a_window_that_the_pg_refuses_is_told_as_refused() {
    String registration = fixture.openingPath();
    assumeTrue(registration != null, "this PG is not asked before a window opens");
    pg.answers(Objects.requireNonNull(registration), fixture.openingRefused());
    assertRefused(((OpensWindow) connector()).open(attempt, fixture.windowRequest()));
  }

  @Test
  void without_a_readable_answer_no_window_opens() {
    String registration = fixture.openingPath();
    assumeTrue(registration != null, "this PG is not asked before a window opens");
    broken()
        .forEach(answer -> {
          pg.answers(Objects.requireNonNull(registration), answer);
          assertRefused(((OpensWindow) connector()).open(attempt, fixture.windowRequest()));
        });
  }

  @Test
  void what_no_window_can_be_opened_for_is_refused_and_nobody_is_called() {
    WindowRequest request = fixture.unopenable();
    assumeTrue(request != null, "everything can be opened");
    assertRefused(((OpensWindow) connector()).open(attempt, Objects.requireNonNull(request)));
    assertThat(pg.received()).isEmpty();
  }

  private static void assertRefused(WindowOpening opening) {
    assertThat(opening)
        .isInstanceOfSatisfying(
            WindowOpening.Refused.class,
            refused -> assertThat(refused.error().text()).isNotBlank());
  }

  @Test
  void a_buyer_who_leaves_is_known_as_one() {
    AuthResult result = read(fixture.left(attempt));
    assertThat(result)
        .isInstanceOfSatisfying(
            AuthResult.Refused.class,
            refused -> {
              assertThat(refused.error().category()).isEqualTo(Category.LEFT_BY_BUYER);
              assertThat(refused.error().text()).isNotBlank();
            });
  }

  @Test
  @Tag("G36")
  void a_forged_return_is_known_as_one_and_nobody_is_called() {
    assertThat(fixture.forgeries(attempt, attacker.base()))
        .isNotEmpty()
        .allSatisfy(forged -> {
          assertThat(read(forged)).isInstanceOf(AuthResult.Forged.class);
          assertThat(read(forged).toString()).doesNotContain(attacker.base().toString());
        });
    assertThat(attacker.received()).isEmpty();
    assertThat(pg.received()).isEmpty();
  }

  @Test
  void an_empty_return_is_forged() {
    assertThat(read(new ReturnMessage(Map.of()))).isInstanceOf(AuthResult.Forged.class);
  }
}
