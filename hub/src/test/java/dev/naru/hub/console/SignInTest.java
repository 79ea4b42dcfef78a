package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.user.Authenticator;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in, and what ends it. */
class SignInTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShopWithout();
  private final User owner = People.add(hub, shop.merchant.id(), Role.OWNER);
  private final Browser browser = new Browser(hub);

  @Test
  void who_has_not_signed_in_is_asked_to_and_comes_where_they_wanted() {
    assertThat(browser.get("/console").location()).isEqualTo("/console/sign-in");
    Browser.Page form = browser.open("/console/account");
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.text()).contains("이메일", "비밀번호", "로그인");
    Map<String, String> fields = new HashMap<>(form.hidden());
    fields.put("email", owner.email().toUpperCase(java.util.Locale.ROOT));
    fields.put("password", People.PASSWORD);
    assertThat(browser.post("/console/sign-in", fields).location()).isEqualTo("/console/account");
    assertThat(browser.get("/console/account").text()).contains(owner.email(), "소유자");
  }

  @Test
  void english_is_one_press_away_and_stays() {
    assertThat(browser.get("/console/sign-in?lang=en").text()).contains("Email", "Sign in");
    assertThat(browser.get("/console/sign-in").text()).contains("Password").doesNotContain("비밀번호");
  }

  @Test
  void a_wrong_password_and_an_unknown_email_get_the_same_answer() {
    Browser.Page wrong = browser.signIn(owner.email(), "not the password");
    Browser.Page unknown = browser.signIn("nobody@shop.example", "not the password");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("이메일 또는 비밀번호가 맞지 않습니다");
    assertThat(unknown.text()).isEqualTo(wrong.text());
    assertThat(wrong.html()).contains(owner.email()).doesNotContain("not the password");
  }

  @Test
  @Tag("G38")
  void who_guesses_is_held_up_and_the_right_password_must_wait_too() {
    for (int i = 0; i < 5; i++) {
      assertThat(browser.signIn(owner.email(), "guess " + i).status()).isEqualTo(422);
    }
    Browser.Page held = browser.signIn(owner.email(), People.PASSWORD);
    assertThat(held.status()).isEqualTo(429);
    assertThat(held.header("Retry-After")).isPresent();
    world.time.advance(Duration.ofMinutes(16));
    assertThat(browser.signIn(owner.email(), People.PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void the_cookie_is_no_scripts_business_and_its_token_is_stored_as_a_digest_only() {
    Browser.Page in = browser.signIn(owner.email(), People.PASSWORD);
    assertThat(in.raw().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("naru_console=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/console"));
    String token = browser.cookies.get("naru_console");
    assertThat(
            world
                .db()
                .sql(
                    "select count(*) from console_session s where s::text like '%' || :token ||"
                        + " '%'")
                .param("token", token)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(
            world
                .db()
                .sql("select password_hash from console_user where email = :email")
                .param("email", owner.email())
                .query(String.class)
                .single())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void a_session_ends_after_half_an_hour_without_a_request() {
    browser.signIn(owner.email(), People.PASSWORD);
    world.time.advance(Duration.ofMinutes(29));
    assertThat(browser.get("/console").status()).isEqualTo(200);
    world.time.advance(Duration.ofMinutes(29));
    assertThat(browser.get("/console").status()).isEqualTo(200);
    world.time.advance(Duration.ofMinutes(30));
    assertThat(browser.get("/console").location()).isEqualTo("/console/sign-in");
  }

  @Test
  void a_session_ends_after_twelve_hours_in_any_case() {
    browser.signIn(owner.email(), People.PASSWORD);
    for (int i = 0; i < 35; i++) {
      world.time.advance(Duration.ofMinutes(20));
      assertThat(browser.get("/console").status()).isEqualTo(200);
    }
    world.time.advance(Duration.ofMinutes(20));
    assertThat(browser.get("/console").status()).isEqualTo(303);
  }

  @Test
  void signing_out_ends_the_session_on_the_server() {
    browser.signIn(owner.email(), People.PASSWORD);
    browser.get("/console");
    String token = browser.cookies.get("naru_console");
    assertThat(browser.post("/console/sign-out", Map.of()).status()).isEqualTo(303);
    browser.cookies.put("naru_console", token);
    assertThat(browser.get("/console").status()).isEqualTo(303);
  }

  @Test
  void a_disabled_user_is_out_at_once_and_stays_out() {
    People.add(hub, shop.merchant.id(), Role.OWNER);
    browser.signIn(owner.email(), People.PASSWORD);
    hub.bean(Users.class).disable(owner);
    assertThat(browser.get("/console").status()).isEqualTo(303);
    assertThat(browser.signIn(owner.email(), People.PASSWORD).status()).isEqualTo(422);
  }

  @Test
  @Tag("G33")
  void a_form_of_another_site_or_without_the_consoles_token_changes_nothing() {
    browser.signIn(owner.email(), People.PASSWORD);
    browser.get("/console/account");
    Map<String, String> form =
        Map.of(
            "password-now", People.PASSWORD,
            "password", "another password",
            "password-again", "another password");
    assertThat(browser.postAsItIs("/console/account", form, hub.base().toString()).status())
        .isEqualTo(403);
    Map<String, String> guessed = new HashMap<>(form);
    guessed.put("_form", "AAAA");
    assertThat(browser.postAsItIs("/console/account", guessed, hub.base().toString()).status())
        .isEqualTo(403);
    Browser other = People.signedIn(hub, owner);
    Map<String, String> ofOther = new HashMap<>(form);
    ofOther.putAll(other.get("/console/account").hidden());
    assertThat(browser.postAsItIs("/console/account", ofOther, hub.base().toString()).status())
        .isEqualTo(403);
    Map<String, String> right = new HashMap<>(form);
    right.putAll(browser.get("/console/account").hidden());
    assertThat(browser.postAsItIs("/console/account", right, "https://evil.example").status())
        .isEqualTo(403);
    assertThat(browser.postAsItIs("/console/sign-in", Map.of("email", "x"), "null").status())
        .isEqualTo(403);
    assertThat(hub.bean(Users.class).isPassword(owner, People.PASSWORD)).isTrue();
  }

  /**
   * What is the same in every compressed page beside something that a stranger chose is guessed.
   */
  @Test
  @Tag("G33")
  void a_forms_token_is_another_in_every_page_and_fits_all_the_same() {
    browser.signIn(owner.email(), People.PASSWORD);
    Map<String, String> first = browser.get("/console/account").hidden();
    Map<String, String> second = browser.get("/console/account").hidden();
    assertThat(first.get("_form")).isNotEqualTo(second.get("_form"));
    for (Map<String, String> each : List.of(first, second)) {
      Map<String, String> form = new HashMap<>(each);
      form.put("password-now", "wrong");
      assertThat(browser.postAsItIs("/console/account", form, hub.base().toString()).status())
          .isEqualTo(422);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/console/sign-in, gzip, none, gzip",
    "/console/sign-in, 'br;q=1.0, GZIP;q=0.8', same-origin, gzip",
    "/console/sign-in, 'gzip;q=0, br', none, ''",
    "/console/sign-in, '', none, ''",
    "/console/sign-in, gzip, cross-site, ''",
    "/console/sign-in, gzip, same-site, ''",
    "/console/no-such-page, gzip, none, gzip",
  })
  void a_page_is_compressed_unless_another_site_has_it_asked_for(
      String path, String accepted, String site, String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.base().resolve(path)).header("Sec-Fetch-Site", site);
    if (!accepted.isEmpty()) {
      request.header("Accept-Encoding", accepted);
    }
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding").orElse("")).isEqualTo(encoding);
    byte[] page =
        encoding.isEmpty()
            ? answer.body()
            : new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertThat(new String(page, StandardCharsets.UTF_8)).contains("</html>");
  }

  @Test
  void a_changed_password_ends_every_other_session() {
    Browser other = People.signedIn(hub, owner);
    browser.signIn(owner.email(), People.PASSWORD);
    browser.get("/console/account");
    Map<String, String> form = new HashMap<>();
    form.put("password-now", "not it, really");
    form.put("password", " spaces count ");
    form.put("password-again", " spaces count ");
    assertThat(browser.post("/console/account", form).text()).contains("지금 비밀번호가 맞지 않습니다");
    form.put("password-now", People.PASSWORD);
    assertThat(browser.post("/console/account", form).status()).isEqualTo(303);
    assertThat(browser.get("/console").status()).isEqualTo(200);
    assertThat(other.get("/console").status()).isEqualTo(303);
    assertThat(hub.bean(Users.class).isPassword(owner, " spaces count ")).isTrue();
  }

  @Test
  void an_invitation_sets_a_password_once() {
    User invited = People.add(hub, shop.merchant.id(), Role.MANAGER, null);
    assertThat(browser.signIn(invited.email(), "").status()).isEqualTo(422);
    String link = "/console/welcome/" + hub.bean(Users.class).link(invited);
    assertThat(browser.get(link).text()).contains("비밀번호 정하기");
    assertThat(browser.post(link, Map.of("password", "short", "password-again", "short")).text())
        .contains("10자 이상");
    Map<String, String> form =
        Map.of("password", People.PASSWORD, "password-again", People.PASSWORD);
    assertThat(browser.post(link, form).status()).isEqualTo(303);
    assertThat(browser.get("/console").status()).isEqualTo(200);
    assertThat(new Browser(hub).get(link).status()).isEqualTo(404);
    assertThat(People.signedIn(hub, invited).get("/console").status()).isEqualTo(200);
  }

  @Test
  void who_has_a_second_factor_signs_in_with_a_code_that_is_good_once() {
    browser.signIn(owner.email(), People.PASSWORD);
    String key =
        browser.get("/console/account/second-factor").hidden().getOrDefault("secret-key", "");
    Map<String, String> on = new HashMap<>();
    on.put("secret-key", key);
    on.put("code", "000000");
    on.put("password-now", People.PASSWORD);
    assertThat(browser.post("/console/account/second-factor", on).text()).contains("코드가 맞지 않습니다");
    on.put("code", Authenticator.code(key, world.time.instant()));
    Browser.Page turnedOn = browser.post("/console/account/second-factor", on);
    var recovery =
        java.util.regex.Pattern.compile("(?:[a-z2-7]{4}-){3}[a-z2-7]{4}").matcher(turnedOn.html());
    assertThat(recovery.find()).isTrue();

    String code = Authenticator.code(key, world.time.instant());
    Browser phone = new Browser(hub);
    assertThat(withCode(phone, "123456").status()).isEqualTo(422);
    assertThat(phone.get("/console").status()).isEqualTo(303);
    assertThat(withCode(phone, code).location()).isEqualTo("/console");
    assertThat(phone.get("/console").status()).isEqualTo(200);
    assertThat(withCode(new Browser(hub), code).status()).isEqualTo(422);
    assertThat(withCode(new Browser(hub), recovery.group()).status()).isEqualTo(303);
    assertThat(withCode(new Browser(hub), recovery.group()).status()).isEqualTo(422);
    for (int i = 0; i < 5; i++) {
      withCode(new Browser(hub), "00000" + i);
    }
    world.time.advance(Duration.ofSeconds(60));
    String next = Authenticator.code(key, world.time.instant());
    assertThat(withCode(new Browser(hub), next).status()).isEqualTo(429);
  }

  private Browser.Page withCode(Browser somebody, String code) {
    Browser.Page step = somebody.signIn(owner.email(), People.PASSWORD);
    assertThat(step.text()).contains("인증 코드");
    assertThat(somebody.get("/console").status()).isEqualTo(303);
    Map<String, String> fields = new HashMap<>(step.hidden());
    fields.put("code", code);
    return somebody.post("/console/sign-in/code", fields);
  }

  @Test
  void a_link_for_a_password_does_not_stand_in_for_the_second_factor() {
    browser.signIn(owner.email(), People.PASSWORD);
    String key =
        browser.get("/console/account/second-factor").hidden().getOrDefault("secret-key", "");
    browser.post(
        "/console/account/second-factor",
        Map.of(
            "secret-key",
            key,
            "code",
            Authenticator.code(key, world.time.instant()),
            "password-now",
            People.PASSWORD));
    String link = "/console/welcome/" + hub.bean(Users.class).link(owner);
    Browser thief = new Browser(hub);
    thief.get(link);
    Browser.Page set =
        thief.post(
            link, Map.of("password", "stolen by a link", "password-again", "stolen by a link"));
    assertThat(set.location()).startsWith("/console/sign-in");
    assertThat(thief.get("/console").status()).isEqualTo(303);
  }

  @Test
  void pages_may_not_be_kept_embedded_or_made_to_run_other_scripts() {
    Browser.Page page = browser.get("/console/sign-in");
    assertThat(page.header("Cache-Control")).hasValue("no-store");
    assertThat(page.header("X-Frame-Options")).hasValue("DENY");
    assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.header("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.html()).doesNotContain(" style=", " onclick=");
    var style =
        java.util.regex.Pattern.compile("/console/assets/console.css[^\"]*").matcher(page.html());
    assertThat(style.find()).isTrue();
    assertThat(browser.get(style.group()).raw().headers().allValues("Cache-Control"))
        .containsExactly("max-age=31536000, public, immutable");
  }

  @Test
  void an_unknown_page_says_so_in_the_consoles_own_words() {
    assertThat(browser.get("/console/nowhere").status()).isEqualTo(404);
    assertThat(browser.get("/console/nowhere").text()).contains("찾을 수 없는 화면입니다");
  }

  @Test
  void an_operator_of_the_hub_chooses_a_merchant_first() {
    User operator = People.add(hub, Users.HUB, Role.OPERATOR);
    Browser theirs = People.signedIn(hub, operator);
    assertThat(theirs.get("/console").location()).isEqualTo("/console/merchants");
    theirs.get("/console/merchants");
    theirs.post("/console/merchants", Map.of("merchant", shop.merchant.userCode()));
    assertThat(theirs.get("/console").text()).contains(shop.merchant.userCode());
    Browser owners = People.signedIn(hub, owner);
    assertThat(owners.get("/console/merchants").status()).isEqualTo(403);
  }

  /** The old tab's form is of the session before. */
  @Test
  void a_form_of_before_one_signed_in_again_changes_nothing_and_is_there_when_opened_again() {
    browser.signIn(owner.email(), People.PASSWORD);
    Map<String, String> form = new HashMap<>(browser.get("/console/users").hidden());
    form.putAll(Map.of("email", "typed@shop.example", "name", "새 직원", "role", "finance"));
    form.put("_page", "/console/users");
    browser.signIn(owner.email(), People.PASSWORD);
    Browser.Page late = browser.postAsItIs("/console/users", form, hub.base().toString());
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.text()).contains("그사이 다시 로그인했습니다", "아무것도 바꾸지 않았습니다");
    assertThat(late.html()).contains("href=\"/console/users\"");
    assertThat(browser.get("/console/users").html()).contains("value=\"typed@shop.example\"");
    assertThat(browser.get("/console/users").html()).doesNotContain("typed@shop.example");
  }

  @Test
  @Tag("G31")
  void a_form_of_one_merchant_changes_nothing_of_another_that_was_chosen_in_a_second_tab() {
    Shop other = hub.newShopWithout();
    browser.signIn(People.add(hub, Users.HUB, Role.OPERATOR).email(), People.PASSWORD);
    choose(shop);
    Map<String, String> form = new HashMap<>(browser.get("/console/settings").hidden());
    form.put("set.webhook.url", "https://one.example/hook");
    choose(other);
    Browser.Page refused = browser.postAsItIs("/console/settings", form, hub.base().toString());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("다른 탭에서 가맹점을 바꾸었습니다");
    choose(shop);
    assertThat(browser.postAsItIs("/console/settings", form, hub.base().toString()).location())
        .startsWith("/console/settings?said=");
  }

  private void choose(Shop merchant) {
    browser.get("/console/merchants");
    assertThat(
            browser
                .post("/console/merchants", Map.of("merchant", merchant.merchant.userCode()))
                .location())
        .isEqualTo("/console");
  }
}
