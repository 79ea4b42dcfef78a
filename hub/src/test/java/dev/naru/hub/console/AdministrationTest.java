package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings, users, developers and the audit log in the console. */
class AdministrationTest {

  private static final Pattern LINK = Pattern.compile("/console/welcome/([A-Za-z0-9_-]{43})");

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private final User owner = People.add(hub, shop.merchant.id(), Role.OWNER);
  private final Browser browser = in(owner);

  private Browser in(User user) {
    Browser signedIn = new Browser(hub);
    signedIn.cookies.put("naru_console", hub.bean(Sessions.class).begin(user, null));
    signedIn.get("/console/account");
    return signedIn;
  }

  private Merchant merchant() {
    return hub.bean(Merchants.class).byId(shop.merchant.id()).orElseThrow();
  }

  private Audit.Change lastChange() {
    return hub.bean(Audit.class).newestOf(shop.merchant.id(), null, 1).getFirst().change();
  }

  @Test
  void settings_are_changed_and_what_was_left_alone_stays() {
    Browser.Page page = browser.get("/console/settings");
    assertThat(page.text()).contains("웹훅 주소", "결제창을 열 수 있는 주소").doesNotContain("내부망으로 보내기");
    browser.post(
        "/console/settings",
        Map.of(
            "set.webhook.url", "https://shop.example/hook",
            "set.webhook.events", "paid,cancelled",
            "set.vbank.on_expiry", "failed",
            "set.sdk.result_profile", "superset"));
    assertThat(merchant().settings().get(Setting.WEBHOOK_URL))
        .isEqualTo("https://shop.example/hook");
    assertThat(merchant().settings().get(Setting.WEBHOOK_EVENTS)).isEqualTo("paid cancelled");
    assertThat(merchant().settings().get(Setting.SDK_ALLOWED_ORIGINS)).isEqualTo("loopback");
    assertThat(lastChange().what()).isEqualTo("merchant set");
    assertThat(lastChange().before()).containsEntry("vbank.on_expiry", "keep_ready");
    assertThat(lastChange().after())
        .containsOnlyKeys("webhook.url", "webhook.events", "vbank.on_expiry");
    assertThat(browser.get("/console/settings").html())
        .contains("value=\"https://shop.example/hook\"");
  }

  @Test
  void a_wrong_setting_is_said_at_its_field_and_changes_nothing() {
    Browser.Page wrong =
        browser.post(
            "/console/settings",
            Map.of("set.webhook.url", "ftp://nowhere", "set.vbank.on_expiry", "failed"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("이 설정에 쓸 수 없는 값입니다");
    assertThat(wrong.html()).contains("value=\"ftp://nowhere\"");
    assertThat(merchant().settings().get(Setting.VBANK_ON_EXPIRY)).isEqualTo("keep_ready");
  }

  @Test
  @Tag("G24")
  void only_an_operator_lets_webhooks_into_the_hubs_own_network() {
    shop.put(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS, "false");
    Map<String, String> form = Map.of("set.webhook.allow_private_targets", "true");
    browser.post("/console/settings", form);
    assertThat(merchant().settings().is(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS)).isFalse();
    Browser operator = in(People.add(hub, Users.HUB, Role.OPERATOR));
    operator.post("/console/merchants", Map.of("merchant", shop.merchant.userCode()));
    operator.post("/console/settings", form);
    assertThat(merchant().settings().is(Setting.WEBHOOK_ALLOW_PRIVATE_TARGETS)).isTrue();
  }

  @Test
  void a_user_is_invited_by_a_link_that_signs_in_with_the_given_role() {
    String email = "new" + owner.id() + "@shop.example";
    Browser.Page invited =
        browser.post("/console/users", Map.of("email", email, "name", "새 사람", "role", "developer"));
    Matcher link = LINK.matcher(invited.html());
    assertThat(link.find()).isTrue();
    Browser theirs = new Browser(hub);
    theirs.get(link.group());
    theirs.post(
        link.group(), Map.of("password", People.PASSWORD, "password-again", People.PASSWORD));
    assertThat(theirs.get("/console/developers").text()).contains(shop.merchant.userCode());
    assertThat(theirs.get("/console/users").status()).isEqualTo(403);
    assertThat(browser.get("/console/users").text()).contains("새 사람", email, "사용 중");
    assertThat(
            browser
                .post("/console/users", Map.of("email", email, "name", "x", "role", "developer"))
                .text())
        .contains("이미 쓰이는 이메일입니다");
  }

  @Test
  @Tag("G32")
  void an_admin_makes_no_owner_and_gets_no_owners_password() {
    Browser admin = in(People.add(hub, shop.merchant.id(), Role.ADMIN));
    String owners = "/console/users/" + owner.id();
    assertThat(admin.post(owners + "/link", Map.of()).status()).isEqualTo(404);
    assertThat(admin.post(owners + "/disable", Map.of()).status()).isEqualTo(404);
    assertThat(admin.post(owners, Map.of("name", "x", "role", "read-only")).status())
        .isEqualTo(404);
    assertThat(
            admin
                .post(
                    "/console/users",
                    Map.of("email", "boss@shop.example", "name", "x", "role", "owner"))
                .text())
        .contains("줄 수 없는 역할입니다");
    assertThat(
            admin
                .post(
                    "/console/users",
                    Map.of("email", "boss@shop.example", "name", "x", "role", "operator"))
                .text())
        .contains("줄 수 없는 역할입니다");
    assertThat(hub.bean(Users.class).byEmail(owner.email()).orElseThrow().role())
        .isEqualTo(Role.OWNER);
  }

  @Test
  void the_last_owner_stays_and_nobody_disables_themselves() {
    String own = "/console/users/" + owner.id();
    assertThat(browser.post(own, Map.of("name", "x", "role", "admin")).text())
        .contains("마지막 소유자입니다");
    assertThat(browser.post(own + "/disable", Map.of()).text()).contains("자기 자신은 사용 중지할 수 없습니다");
    User second = People.add(hub, shop.merchant.id(), Role.OWNER);
    Browser theirs = in(second);
    assertThat(theirs.post(own, Map.of("name", "x", "role", "admin")).status()).isEqualTo(303);
    assertThat(theirs.post(own + "/disable", Map.of()).status()).isEqualTo(303);
    assertThat(browser.get("/console").status()).isEqualTo(303);
  }

  @Test
  @Tag("G31")
  void another_merchants_users_settings_and_log_are_not_there() {
    Browser stranger = in(People.add(hub, hub.newShopWithout().merchant.id(), Role.OWNER));
    for (String path : List.of("", "/link", "/disable", "/enable")) {
      assertThat(stranger.post("/console/users/" + owner.id() + path, Map.of()).status())
          .isEqualTo(404);
    }
    assertThat(stranger.get("/console/users/" + owner.id()).status()).isEqualTo(404);
    browser.post("/console/settings", Map.of("set.vbank.on_expiry", "failed"));
    for (String page :
        List.of(
            "/console/users",
            "/console/audit",
            "/console/audit/export",
            "/console/developers",
            "/console/settings")) {
      assertThat(stranger.get(page).html()).doesNotContain(owner.email(), shop.merchant.userCode());
    }
    assertThat(browser.get("/console/audit").text())
        .contains(owner.email(), "merchant set", "vbank.on_expiry", "keep_ready");
  }

  @Test
  void the_audit_log_is_paged_and_exported_without_formulas() {
    for (int i = 0; i < 26; i++) {
      browser.post("/console/settings", Map.of("set.vbank.on_expiry", "failed"));
      browser.post("/console/settings", Map.of("set.vbank.on_expiry", "keep_ready"));
    }
    Browser.Page first = browser.get("/console/audit");
    Matcher next = Pattern.compile("/console/audit\\?before=[0-9a-f-]+").matcher(first.html());
    assertThat(next.find()).isTrue();
    assertThat(browser.get(next.group()).html().split("merchant set", -1)).hasSize(3);
    User formula =
        hub.bean(Users.class)
            .add(
                new Users.NewUser(
                    shop.merchant.id(), "=x" + owner.id() + "@a.example", "x", Role.OWNER, null))
            .orElseThrow();
    in(formula).post("/console/settings", Map.of("set.vbank.on_expiry", "failed"));
    Browser.Page table = browser.get("/console/audit/export");
    assertThat(table.header("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(table.html()).contains(",'=x").doesNotContain(",=x");
    // All lines, numbered, each with the hash that covers it and those before it.
    assertThat(table.html().lines().filter(line -> line.matches("[0-9]+,.*,[0-9a-f]{64}")))
        .hasSizeGreaterThanOrEqualTo(53);
  }

  @Test
  void a_new_api_secret_is_shown_once_and_the_old_one_goes_on_until_it_is_ended() {
    Tokens tokens = hub.bean(Tokens.class);
    Browser.Page page = browser.get("/console/developers");
    Matcher found = Pattern.compile("[0-9]{16}").matcher(page.text());
    assertThat(found.find()).isTrue();
    String key = found.group();
    String first = newSecret("0");
    String token = tokens.issue(key, first).orElseThrow().token();

    String second = newSecret("7");
    assertThat(tokens.issue(key, second).orElseThrow().token()).isEqualTo(token);
    assertThat(tokens.issue(key, first).orElseThrow().token()).isEqualTo(token);
    assertThat(browser.get("/console/developers").text()).contains("이전 시크릿은 20");
    assertThat(browser.get("/console/developers").html()).doesNotContain(second);
    assertThat(lastChange().what()).isEqualTo("merchant rotate-secret");
    assertThat(lastChange().after()).containsEntry("overlap", "PT168H");
    assertThat(lastChange().toString()).doesNotContain(second);

    String third = newSecret("1");
    assertThat(tokens.issue(key, first)).as("two secrets are the most").isEmpty();
    assertThat(tokens.issue(key, second)).isPresent();

    browser.post("/console/developers/secret/end-old", Map.of());
    assertThat(tokens.issue(key, second)).isEmpty();
    assertThat(tokens.authenticate(token)).isEmpty();
    assertThat(tokens.issue(key, third)).isPresent();
    assertThat(browser.get("/console/developers").text()).doesNotContain("이전 시크릿은 20");
    assertThat(lastChange().what()).isEqualTo("merchant end-old-secret");

    String last = newSecret("0");
    assertThat(tokens.issue(key, third)).as("no overlap").isEmpty();
    assertThat(tokens.issue(key, last)).isPresent();

    String next = newSecret("1");
    hub.world.time.advance(Duration.ofHours(25));
    assertThat(tokens.issue(key, last)).as("its day is over").isEmpty();
    assertThat(tokens.issue(key, next)).isPresent();
  }

  private String newSecret(String overlap) {
    Browser.Page page = browser.post("/console/developers/secret", Map.of("overlap", overlap));
    Matcher secret =
        Pattern.compile("<pre id=\"secret\" tabindex=\"0\">([0-9a-f]{80})</pre>")
            .matcher(page.html());
    assertThat(secret.find()).isTrue();
    return secret.group(1);
  }

  @Test
  void the_example_names_the_chosen_channel_and_method() {
    Browser.Page page = browser.get("/console/developers?method=vbank");
    assertThat(page.html().replace("&quot;", "\""))
        .contains(
            hub.base() + "/v1/iamport.js",
            "IMP.init(\"" + shop.merchant.userCode() + "\")",
            "channelKey: \"channel-key-",
            "pay_method: \"vbank\"");
  }
}
