package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.TestDatabase;
import dev.naru.pg.spi.PayMethod;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcCheckoutSessionsTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.fresh());
  private final CheckoutSessions sessions = new JdbcCheckoutSessions(db);
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
            List.of(2, 3),
            true,
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
        redirect,
        terms,
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
}
