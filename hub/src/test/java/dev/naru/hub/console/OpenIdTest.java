package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.testing.IdentityProvider;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signs in by a service of others, and tries to be somebody else. */
@Tag("G38")
class OpenIdTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final IdentityProvider PROVIDER = RunningHub.identityProvider();

  private final Shop shop = HUB.newShop();
  private final User user = People.add(HUB, shop.merchant.id(), Role.ADMIN, null);

  @AfterEach
  void forget() {
    PROVIDER.claims = Map.of();
  }

  private static String begin(Browser browser) {
    assertThat(browser.get("/console/sign-in").text()).contains("localhost(으)로 로그인");
    return browser.get("/console/sign-in/openid?to=/console/users").location();
  }

  private static Page comesBack(Browser browser, String address) {
    return browser.get(address.substring(HUB.base().toString().replaceAll("/$", "").length()));
  }

  private static Page signsIn(Browser browser) {
    return comesBack(browser, PROVIDER.signsIn(begin(browser)));
  }

  private static void isRefused(Page page) {
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("로그인할 수 있는 사용자가 아니거나");
  }

  @Test
  void a_verified_email_of_a_user_signs_in_without_a_password() {
    PROVIDER.claims =
        Map.of("email", user.email().toUpperCase(Locale.ROOT), "email_verified", true);
    Browser browser = new Browser(HUB);
    assertThat(signsIn(browser).location()).isEqualTo("/console/users");
    assertThat(browser.get("/console/users").text()).contains(user.email());
  }

  @Test
  void nobody_gets_in_by_an_email_that_is_unknown_unverified_or_of_a_disabled_user() {
    PROVIDER.claims = Map.of("email", "nobody@shop.example", "email_verified", true);
    isRefused(signsIn(new Browser(HUB)));
    PROVIDER.claims = Map.of("email", user.email(), "email_verified", false);
    isRefused(signsIn(new Browser(HUB)));
    PROVIDER.claims = Map.of("email", user.email());
    isRefused(signsIn(new Browser(HUB)));
    HUB.bean(Users.class).disable(user);
    PROVIDER.claims = Map.of("email", user.email(), "email_verified", true);
    isRefused(signsIn(new Browser(HUB)));
  }

  @Test
  void a_mailbox_whose_name_only_looks_like_the_users_opens_nothing() {
    User kim =
        HUB.bean(Users.class)
            .add(
                new Users.NewUser(
                    user.merchantId(), "kim@shop.example", "사람", Role.ADMIN, People.PASSWORD))
            .orElseThrow();
    PROVIDER.claims = Map.of("email", kim.email().replace("k", "\u212a"), "email_verified", true);
    isRefused(signsIn(new Browser(HUB)));
    PROVIDER.claims = Map.of("email", kim.email().replace("i", "\u0130"), "email_verified", true);
    isRefused(signsIn(new Browser(HUB)));
  }

  @Test
  void a_token_for_another_client_of_another_issuer_or_another_sign_in_opens_nothing() {
    Map<String, Object> right = Map.of("email", user.email(), "email_verified", true);
    for (Map<String, Object> lie :
        java.util.List.<Map<String, Object>>of(
            Map.of("aud", "another"),
            Map.of("iss", "https://elsewhere.example"),
            Map.of("nonce", "another"),
            Map.of("exp", java.util.Date.from(java.time.Instant.EPOCH)))) {
      Map<String, Object> claims = new java.util.HashMap<>(right);
      claims.putAll(lie);
      PROVIDER.claims = claims;
      isRefused(signsIn(new Browser(HUB)));
    }
  }

  @Test
  void an_answer_counts_once_and_in_the_browser_that_began() {
    PROVIDER.claims = Map.of("email", user.email(), "email_verified", true);
    Browser browser = new Browser(HUB);
    String answer = PROVIDER.signsIn(begin(browser));
    Browser other = new Browser(HUB);
    other.get("/console/sign-in");
    isRefused(comesBack(other, answer));
    assertThat(comesBack(browser, answer).status()).isEqualTo(303);
    isRefused(comesBack(browser, answer));
    isRefused(
        comesBack(
            new Browser(HUB),
            "%s/console/sign-in/openid/callback?code=x&state=x"
                .formatted(HUB.base().toString().replaceAll("/$", ""))));
  }
}
