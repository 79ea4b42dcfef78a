package dev.naru.hub.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Merchants.NewMerchant;
import dev.naru.hub.merchant.Tokens.Issued;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.TestDatabase;
import dev.naru.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests a token from its issue to its end (spec/rest-api.md §1.2). */
class TokensTest {

  private static final Instant START = Instant.parse("2026-11-21T00:00:00.700Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final SettableTime time = new SettableTime(START);
  private final Merchants merchants = new JdbcMerchants(jdbc, time, new SecureRandom());
  private Tokens tokens = tokens("a key");

  @BeforeEach
  void enter() {
    Settings none = Settings.NONE;
    merchants.create(new NewMerchant("imp00000000", "가게", "key", "secret", none));
    merchants.create(new NewMerchant("imp00000001", "다른 가게", "key2", "secret2", none));
  }

  @Test
  void a_token_of_another_cell_than_the_first_says_which() {
    Tokens ofCell = new JdbcTokens(jdbc, new MacOnly("a key"), time, new SecureRandom(), "07");
    Issued issued = ofCell.issue("key", "secret").orElseThrow();
    assertThat(issued.token()).matches("ce07[0-9a-f]{36}");
    assertThat(ofCell.authenticate(issued.token())).isPresent();
    assertThat(ofCell.issue("key", "secret").orElseThrow().token())
        .as("the same while it lasts")
        .isEqualTo(issued.token());
  }

  @Test
  @Tag("G29")
  void a_token_lasts_thirty_minutes() {
    Issued issued = issue();
    assertThat(issued.token()).matches("[0-9a-f]{40}");
    assertThat(issued.expiresAt().getEpochSecond() - issued.now().getEpochSecond()).isEqualTo(1800);
    assertThat(tokens.authenticate(issued.token()).orElseThrow().userCode())
        .isEqualTo("imp00000000");
    time.advance(Duration.ofSeconds(1799));
    assertThat(tokens.authenticate(issued.token())).isPresent();
    time.advance(Duration.ofSeconds(1));
    assertThat(tokens.authenticate(issued.token())).isEmpty();
  }

  @Test
  void who_asks_again_gets_the_same_token_and_the_time_of_now() {
    Issued first = issue();
    time.advance(Duration.ofSeconds(1739));
    Issued second = issue();
    assertThat(second.token()).isEqualTo(first.token());
    assertThat(second.expiresAt()).isEqualTo(first.expiresAt());
    assertThat(second.now()).isEqualTo(first.now().plusSeconds(1739));
  }

  @Test
  void in_its_last_minute_a_token_gets_five_more_minutes() {
    Issued first = issue();
    time.advance(Duration.ofMinutes(29));
    Issued second = issue();
    assertThat(second.token()).isEqualTo(first.token());
    assertThat(second.expiresAt()).isEqualTo(first.expiresAt().plusSeconds(300));
    assertThat(issue().expiresAt()).isEqualTo(second.expiresAt());
  }

  @Test
  @Tag("G29")
  void after_its_end_there_is_a_new_token_and_the_old_one_is_none() {
    Issued first = issue();
    time.advance(Duration.ofMinutes(30));
    Issued second = issue();
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(second.expiresAt()).isEqualTo(second.now().plusSeconds(1800));
    assertThat(tokens.authenticate(first.token())).isEmpty();
    assertThat(tokens.authenticate(second.token())).isPresent();
  }

  @Test
  void a_wrong_key_or_secret_gets_nothing() {
    assertThat(tokens.issue("key", "secret2")).isEmpty();
    assertThat(tokens.issue("nobody", "secret")).isEmpty();
    assertThat(tokens.issue("key", "")).isEmpty();
    assertThat(jdbc.sql("select count(*) from api_token").query(Long.class).single()).isZero();
  }

  @Test
  @Tag("G29")
  void the_table_gives_no_token_away_and_revoking_is_immediate() {
    String token = issue().token();
    assertThat(jdbc.sql("select cast(t as text) from api_token t").query(String.class).single())
        .doesNotContain(token);
    jdbc.sql("delete from api_token").update();
    assertThat(tokens.authenticate(token)).isEmpty();
    assertThat(issue().token()).isNotEqualTo(token);
  }

  @Test
  void what_is_no_token_is_nobodys() {
    issue();
    for (String token : List.of("", "0".repeat(40), "x".repeat(40), "\0", "' or 1=1 --")) {
      assertThat(tokens.authenticate(token)).isEmpty();
    }
  }

  @Test
  void two_merchants_have_two_tokens() {
    String other = tokens.issue("key2", "secret2").orElseThrow().token();
    assertThat(other).isNotEqualTo(issue().token());
    assertThat(tokens.authenticate(other).orElseThrow().userCode()).isEqualTo("imp00000001");
  }

  @Test
  void a_token_whose_key_is_gone_is_replaced() {
    issue();
    tokens = tokens("another key");
    Issued second = issue();
    assertThat(tokens.authenticate(second.token())).isPresent();
  }

  @Test
  void who_ask_at_the_same_time_get_the_same() throws Exception {
    for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(29), Duration.ofHours(1))) {
      time.advance(later);
      Set<String> told = new HashSet<>();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Issued> ask = this::issue;
        for (Future<Issued> answer : executor.invokeAll(Collections.nCopies(20, ask))) {
          told.add(answer.get().token() + " until " + answer.get().expiresAt());
        }
      }
      assertThat(told).as("after " + later).hasSize(1);
    }
  }

  private Issued issue() {
    return tokens.issue("key", "secret").orElseThrow();
  }

  private Tokens tokens(String key) {
    return new JdbcTokens(jdbc, new MacOnly(key), time, new SecureRandom(), "00");
  }

  /** A vault with only the digest that tokens need. */
  private record MacOnly(String key) implements Vault {

    @Override
    public byte[] mac(byte[] value, String purpose) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec((key + purpose).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(value);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public byte[] seal(byte[] plain, String context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
      throw new UnsupportedOperationException();
    }
  }
}
