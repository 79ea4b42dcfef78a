package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.checkout.CheckoutSession.OpenedWindow;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcCheckoutSessionsTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.fresh());
  private final CheckoutSessions sessions = new JdbcCheckoutSessions(db, new FakeVault());
  private final CheckoutToken token = CheckoutToken.make(7, new SecureRandom());

  private static CheckoutSession session(@Nullable String redirect) {
    WindowTerms terms =
        new WindowTerms(
            PayMethod.CARD,
            true,
            "주문 1",
            "이름",
            "ko",
            10L,
            null,
            new WindowRequest.Cards(
                List.of(2, 3),
                new WindowRequest.Cards.Direct("367", 3),
                List.of(new WindowRequest.Cards.Rule("*", false, null)),
                6,
                true),
            true,
            new WindowRequest.KeyIssue("gildong_0001", false),
            true,
            LocalDateTime.of(2026, 1, 31, 23, 59, 59),
            "SKT",
            "buyer7",
            new WindowRequest.Period(LocalDate.of(2026, 1, 1), null),
            null,
            Map.of("inicis", Map.of("authtype", "01")),
            false);
    return new CheckoutSession(
        7,
        "imp_000000000001",
        "r1",
        "https://shop.example",
        "https://hub.example",
        true,
        redirect != null,
        redirect,
        terms,
        null,
        null,
        FakeHub.NOW);
  }

  @Test
  void what_was_kept_is_found_again() {
    sessions.add(token, session("https://shop.example/done"));
    assertThat(sessions.find(token)).contains(session("https://shop.example/done"));

    CheckoutToken other = CheckoutToken.make(7, new SecureRandom());
    assertThat(sessions.find(other)).isEmpty();
    sessions.add(other, session(null));
    assertThat(sessions.find(other)).contains(session(null));
  }

  @Test
  @Tag("G31")
  void another_merchants_token_finds_nothing() {
    sessions.add(token, session(null));
    assertThat(sessions.find(new CheckoutToken(8, token.text()))).isEmpty();
  }

  @Test
  void the_first_ending_stays() {
    sessions.add(token, session(null));
    sessions.end(token, CheckoutSession.Ending.NOT_AUTHENTICATED);
    sessions.end(token, CheckoutSession.Ending.LEFT);
    assertThat(sessions.find(token).orElseThrow().ending())
        .isEqualTo(CheckoutSession.Ending.NOT_AUTHENTICATED);
  }

  @Test
  void the_token_itself_is_nowhere_in_the_table() {
    sessions.add(token, session(null));
    String row =
        db.sql("select cast(to_jsonb(s) as text) from checkout_session s")
            .query(String.class)
            .single();
    assertThat(row).contains("imp_000000000001").doesNotContain(token.text());
  }

  @Test
  void what_a_window_was_opened_with_last_is_kept_sealed_to_its_row() {
    sessions.add(token, session(null));
    sessions.opened(token, new OpenedWindow(Map.of("tid", "first"), "https://pg.example/c.js"));
    OpenedWindow last = new OpenedWindow(Map.of("tid", "second"), "");
    sessions.opened(token, last);
    assertThat(sessions.find(token).orElseThrow().window()).isEqualTo(last);
    assertThat(last.toString()).doesNotContain("second");

    CheckoutToken other = CheckoutToken.make(7, new SecureRandom());
    sessions.add(other, session(null));
    db.sql("update checkout_session set memo_sealed = :memo, close_script = ''")
        .param(
            "memo",
            db.sql("select memo_sealed from checkout_session where memo_sealed is not null")
                .query(byte[].class)
                .single())
        .update();
    assertThatThrownBy(() -> sessions.find(other)).isInstanceOf(Vault.VaultException.class);
  }

  @Test
  void a_session_of_before_the_upgrade_still_opens() {
    sessions.add(token, session(null));
    db.sql(
            """
            update checkout_session set request = request - 'cards' - 'key' - 'digital'
              - 'vbankDue' - 'carrier' - 'customerId' - 'period' || '{"cardQuota": [2]}'
            """)
        .update();
    assertThat(sessions.find(token).orElseThrow().terms().cards())
        .isEqualTo(WindowRequest.Cards.UNSAID);
  }
}
