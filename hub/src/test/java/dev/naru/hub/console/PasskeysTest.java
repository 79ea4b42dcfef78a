package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signs in by a passkey, and tries to without one. */
@Tag("G38")
class PasskeysTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final String PAGE = "/console/account/passkeys";

  private final Shop shop = HUB.newShop();
  private final User user = People.add(HUB, shop.merchant.id(), Role.ADMIN);
  private final Browser browser = People.signedIn(HUB, user);
  private final String origin = HUB.base().toString().replaceAll("/$", "");
  private final SecurityKey key = new SecurityKey(origin, KEYS.incrementAndGet());

  @BeforeEach
  void addsThePasskey() {
    browser.get(PAGE);
    assertThat(add(browser, key).location()).isEqualTo(PAGE + "?said=passkeys.said-added");
    assertThat(browser.get(PAGE).text()).contains("노트북");
  }

  private static Page add(Browser browser, SecurityKey key) {
    String answer = key.makes(browser.get(PAGE + "/options").html());
    return browser.post(
        PAGE, Map.of("name", "노트북", "password-now", People.PASSWORD, "credential", answer));
  }

  private static String challenge(Browser visitor) {
    visitor.get("/console/sign-in");
    return visitor.get("/console/sign-in/passkey").html();
  }

  private static Page sends(Browser visitor, String answer) {
    return visitor.post(
        "/console/sign-in/passkey", Map.of("credential", answer, "to", "/console/users"));
  }

  private static Page signsIn(Browser visitor, SecurityKey key) {
    return sends(visitor, key.signs(challenge(visitor)));
  }

  private static void isRefused(Page page) {
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("패스키를 쓰지 못했습니다");
  }

  @Test
  void a_passkey_signs_in_and_is_in_the_audit_log() {
    Browser visitor = new Browser(HUB);
    assertThat(signsIn(visitor, key).location()).isEqualTo("/console/users");
    assertThat(visitor.get("/console/users").text()).contains(user.email());
    assertThat(HUB.bean(Audit.class).newestOf(shop.merchant.id(), null, 5))
        .extracting(line -> line.change().what())
        .contains("user passkey add");
    assertThat(signsIn(new Browser(HUB), key).status()).isEqualTo(303);
  }

  @Test
  void an_answer_counts_once_for_five_minutes_and_in_its_own_browser() {
    // Many devices don't count, and always say 0.
    SecurityKey uncounted = new SecurityKey(origin, KEYS.incrementAndGet());
    uncounted.counter = 0;
    add(browser, uncounted);
    uncounted.counter = -1;
    Browser visitor = new Browser(HUB);
    String answer = uncounted.signs(challenge(visitor));
    Browser other = new Browser(HUB);
    challenge(other);
    isRefused(sends(other, answer));

    Browser again = new Browser(HUB);
    challenge(again);
    again.cookies.putAll(visitor.cookies);
    again.get("/console/sign-in");
    assertThat(sends(visitor, answer).status()).isEqualTo(303);
    isRefused(sends(again, answer));

    Browser late = new Browser(HUB);
    String tooLate = key.signs(challenge(late));
    HUB.world.time.advance(Duration.ofMinutes(6));
    isRefused(sends(late, tooLate));
  }

  @Test
  void a_device_that_did_not_ask_its_user_or_was_copied_or_sat_at_another_site_opens_nothing() {
    key.asksItsUser = false;
    isRefused(signsIn(new Browser(HUB), key));
    key.asksItsUser = true;
    key.origin = "https://consoIe.example";
    isRefused(signsIn(new Browser(HUB), key));
    key.origin = origin;
    key.counter = 8;
    assertThat(signsIn(new Browser(HUB), key).status()).isEqualTo(303);
    key.counter = 8;
    isRefused(signsIn(new Browser(HUB), key));
    // The same id, and another key.
    isRefused(signsIn(new Browser(HUB), new SecurityKey(origin, KEYS.get())));
    Browser empty = new Browser(HUB);
    challenge(empty);
    isRefused(sends(empty, "{}"));
  }

  @Test
  void who_was_disabled_or_removed_the_passkey_is_not_let_in() {
    HUB.bean(Users.class).disable(user);
    isRefused(signsIn(new Browser(HUB), key));
    HUB.bean(Users.class).enable(user);
    Browser back = People.signedIn(HUB, user);
    String id = back.get(PAGE).hidden().getOrDefault("id", "");
    assertThat(back.post(PAGE + "/remove", Map.of("id", id)).status()).isEqualTo(303);
    isRefused(signsIn(new Browser(HUB), key));
  }

  @Test
  void adding_one_needs_the_password_and_a_name_and_an_answer_of_this_browser() {
    SecurityKey second = new SecurityKey(origin, KEYS.incrementAndGet());
    String answer = second.makes(browser.get(PAGE + "/options").html());
    Map<String, String> wrong = Map.of("name", "x", "password-now", "wrong", "credential", answer);
    assertThat(browser.post(PAGE, wrong).text()).contains("지금 비밀번호가 맞지 않습니다");
    Map<String, String> nameless =
        Map.of("name", "", "password-now", People.PASSWORD, "credential", answer);
    assertThat(browser.post(PAGE, nameless).status()).isEqualTo(422);
    Browser other = People.signedIn(HUB, People.add(HUB, shop.merchant.id(), Role.OWNER));
    other.get(PAGE);
    Map<String, String> stolen =
        Map.of("name", "x", "password-now", People.PASSWORD, "credential", answer);
    assertThat(other.post(PAGE, stolen).text()).contains("등록하지 못했습니다");
    assertThat(add(browser, key).text()).as("the same device again").contains("등록하지 못했습니다");
  }
}
