package dev.naru.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Tokens;
import org.junit.jupiter.api.Test;

/** What every {@link Tokens} does: the database's, and the one of tests. */
public abstract class TokensContract {

  /** A merchant's way in. */
  public record Login(long merchantId, String key, String secret) {}

  protected abstract Tokens tokens();

  protected abstract Login login();

  @Test
  void a_key_and_its_secret_give_the_same_token_again_which_is_the_merchants() {
    Login login = login();
    String token = tokens().issue(login.key(), login.secret()).orElseThrow().token();

    assertThat(tokens().issue(login.key(), login.secret()).orElseThrow().token()).isEqualTo(token);
    assertThat(tokens().authenticate(token).map(Merchant::id)).contains(login.merchantId());
  }

  @Test
  void a_wrong_key_or_secret_and_an_unknown_token_give_nothing() {
    Login login = login();
    assertThat(tokens().issue(login.key(), login.secret() + "x")).isEmpty();
    assertThat(tokens().issue(login.key() + "x", login.secret())).isEmpty();
    assertThat(tokens().authenticate("0".repeat(40))).isEmpty();
    assertThat(tokens().authenticate("")).isEmpty();
  }
}
