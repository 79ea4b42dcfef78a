package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Channels in the console. */
class ChannelsTest {

  private static final String PG = World.INICIS;
  private static final String NEW = "/console/channels/new";
  private static final String SIGN_KEY = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShopWithout();
  private final User owner = People.add(hub, shop.merchant.id(), Role.OWNER);
  private final Browser browser = in(owner);

  private Browser in(User user) {
    Browser signedIn = new Browser(hub);
    signedIn.cookies.put("naru_console", hub.bean(Sessions.class).begin(user, null));
    signedIn.get("/console/account");
    return signedIn;
  }

  private static Map<String, String> fields(String mid) {
    Map<String, String> fields = new HashMap<>();
    fields.put("pg", PG);
    fields.put("mid", mid);
    fields.put("mode", "sandbox");
    fields.put("secret." + PG + ".signKey", SIGN_KEY);
    fields.put("secret." + PG + ".hashKey", "3CB8183A4BE283555ACC8363C0360223");
    fields.put("secret." + PG + ".iniApiKey", "ItEQKi3rY7uvDS8l");
    fields.put("secret." + PG + ".iniApiIv", "HYb3yQ4f65QL89==");
    return fields;
  }

  private List<Entry> stored() {
    return hub.bean(ChannelAdministration.class).all(shop.merchant.id());
  }

  private Channel channel(Entry entry) {
    return hub.bean(Channels.class).byId(entry.merchantId(), entry.id()).orElseThrow();
  }

  private Audit.Change lastChange() {
    return hub.bean(Audit.class).newest(1).getFirst().change();
  }

  @Test
  void an_empty_list_says_what_to_do() {
    assertThat(browser.get("/console/channels").text()).contains("아직 채널이 없습니다", "채널 추가를 눌러");
  }

  @Test
  void a_channel_is_added_takes_payments_and_shows_no_secret_again() {
    Map<String, String> fields = fields("INIpayTest");
    fields.put("set." + PG + ".inicis.pay_methods", "card,vbank");
    Browser.Page added = browser.post(NEW, fields);
    assertThat(added.location()).isEqualTo("/console/channels?said=channels.said-added");
    assertThat(browser.get(added.location()).text()).contains("채널을 추가했습니다", "INIpayTest", "기본");
    Entry entry = stored().getFirst();
    assertThat(entry.isDefault()).isTrue();
    assertThat(channel(entry).config().setting("signKey")).isEqualTo(SIGN_KEY);
    assertThat(channel(entry).config().setting("inicis.pay_methods")).isEqualTo("card,vbank");
    Browser.Page shown = browser.get("/console/channels/" + entry.channelKey());
    assertThat(shown.html()).doesNotContain(SIGN_KEY).contains("저장되어 있습니다");
    assertThat(lastChange().who()).isEqualTo(owner.email());
    assertThat(lastChange().what()).isEqualTo("channel add");
    assertThat(lastChange().after())
        .containsEntry("mid", "INIpayTest")
        .containsEntry("signKey", "***")
        .containsEntry("inicis.pay_methods", "card,vbank");
    shop.paid(1004);
  }

  @Test
  void what_is_wrong_is_said_at_its_field_and_what_was_typed_stays_but_for_secrets() {
    Map<String, String> fields = fields("my mid");
    fields.put("secret." + PG + ".iniApiIv", "");
    fields.put("set." + PG + ".siteUrl", "typed.example");
    fields.put("set." + PG + ".inicis.billing_window", "nonsense");
    Browser.Page wrong = browser.post(NEW, fields);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("빈칸이 없어야 합니다", "값을 입력하세요", "inilite, inilitepay");
    assertThat(wrong.html())
        .contains("value=\"my mid\"", "value=\"typed.example\"", "aria-invalid=\"true\"")
        .doesNotContain(SIGN_KEY);
    assertThat(stored()).isEmpty();
  }

  @Test
  void a_mid_is_added_once() {
    browser.post(NEW, fields("INIpayTest"));
    Browser.Page again = browser.post(NEW, fields("INIpayTest"));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text()).contains("이 상점 아이디의 채널이 이미 있습니다");
    assertThat(stored()).hasSize(1);
  }

  @Test
  @Tag("G40")
  void a_live_channel_is_refused_where_the_clock_can_be_moved() {
    Map<String, String> fields = fields("realmid001");
    fields.put("mode", "live");
    fields.replaceAll((name, value) -> name.startsWith("secret.") ? "of the contract" : value);
    assertThat(browser.post(NEW, fields).text()).contains("실거래 채널을 쓸 수 없습니다");
    assertThat(stored()).isEmpty();
  }

  @Test
  @Tag("G40")
  void a_live_channel_has_no_published_test_key_and_gets_none() {
    Map<String, String> fields = fields("realmid001");
    fields.put("mode", "live");
    assertThat(browser.post(NEW, fields).text()).contains("누구나 아는 테스트용 공개 키");
    assertThat(stored()).isEmpty();

    browser.post(NEW, fields("INIpayTest"));
    Entry entry = stored().getFirst();
    hub.world
        .db()
        .sql("update channel set mode = 'LIVE', mid = 'realmid001' where id = :id")
        .param("id", entry.id())
        .update();
    Browser.Page page =
        browser.post("/console/channels/" + entry.channelKey(), Map.of("billing", "on"));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("누구나 아는 테스트용 공개 키");
    assertThat(channel(entry).forBilling()).isFalse();
  }

  @Test
  void settings_are_changed_and_a_secret_that_is_left_empty_stays() {
    browser.post(NEW, fields("INIpayTest"));
    Entry entry = stored().getFirst();
    Map<String, String> change = new HashMap<>();
    change.put("set." + PG + ".siteUrl", "shop.example");
    change.put("secret." + PG + ".hashKey", "0123456789ABCDEF0123456789ABCDEF");
    change.put("billing", "on");
    browser.post("/console/channels/" + entry.channelKey(), change);
    Channel changed = channel(entry);
    assertThat(changed.config().setting("siteUrl")).isEqualTo("shop.example");
    assertThat(changed.config().setting("signKey")).isEqualTo(SIGN_KEY);
    assertThat(changed.config().setting("hashKey")).startsWith("0123");
    assertThat(changed.forBilling()).isTrue();
    assertThat(lastChange().before())
        .containsOnlyKeys("siteUrl", "hashKey", "billing")
        .containsEntry("hashKey", "***")
        .containsEntry("billing", "false");
    assertThat(lastChange().after()).containsEntry("siteUrl", "shop.example");
    int lines = hub.bean(Audit.class).newest(1000).size();
    browser.post(
        "/console/channels/" + entry.channelKey(),
        Map.of("billing", "on", "set." + PG + ".siteUrl", "shop.example"));
    assertThat(hub.bean(Audit.class).newest(1000)).hasSize(lines);
  }

  @Test
  void a_channel_is_disabled_enabled_and_made_the_default() {
    browser.post(NEW, fields("INIpayTest"));
    browser.post(NEW, fields("INIBillTst"));
    String second = stored().getLast().channelKey();
    browser.post("/console/channels/" + second + "/default", Map.of());
    assertThat(stored().getLast().isDefault()).isTrue();
    assertThat(stored().getFirst().isDefault()).isFalse();
    browser.post("/console/channels/" + second + "/disable", Map.of());
    assertThat(stored().getLast().disabledAt()).isNotNull();
    assertThat(browser.get("/console/channels").text()).contains("사용 안 함");
    assertThat(lastChange().what()).isEqualTo("channel disable");
    browser.post("/console/channels/" + second + "/enable", Map.of());
    assertThat(stored().getLast().disabledAt()).isNull();
  }

  private String keyOf(String mid) {
    return stored().stream()
        .filter(entry -> entry.mid().equals(mid))
        .findFirst()
        .orElseThrow()
        .channelKey();
  }

  private String checked(String mid) {
    return browser.post("/console/channels/" + keyOf(mid) + "/check", Map.of()).text();
  }

  @Test
  void a_check_asks_the_pg_and_tells_right_keys_from_wrong_ones() {
    browser.post(NEW, fields("INIpayTest"));
    assertThat(checked("INIpayTest")).contains("점검 결과", "서명에 쓴 키가 맞습니다");
    browser.post(
        "/console/channels/" + stored().getFirst().channelKey(),
        Map.of("secret." + PG + ".iniApiKey", "AAAAAAAAAAAAAAAA"));
    assertThat(checked("INIpayTest"))
        .contains("상점 아이디(MID)는 맞지만 INIAPI key 값이 그 키가 아닙니다", "500632");
    browser.post(NEW, fields("INIpayTes9"));
    assertThat(checked("INIpayTes9")).contains("PG에 등록되지 않은 상점 아이디(MID)입니다", "500400");
    browser.post(NEW, fields("INInotOpen"));
    assertThat(checked("INInotOpen")).contains("PG가 이 서비스를 열어 두지 않았습니다", "500403");
    for (int i = 0; i < 6; i++) {
      checked("INIpayTest");
    }
    assertThat(checked("INIpayTest")).contains("점검을 너무 자주 했습니다");
  }

  @Test
  void a_check_of_a_pg_without_inquiry_registers_windows_that_nobody_opens() {
    String key = "0123456789abcdef0123456789abcdef";
    shop.with("mobilians", "170622040674", Map.of("skey", key), false)
        .with("mobilians", "170622040677", Map.of("skey", key), false)
        .with("mobilians", "170622040679", Map.of("skey", key), false)
        .with("mobilians", "170622040675", Map.of("skey", key.replace('0', '1')), true);
    int charges = hub.world.book().size();
    assertThat(checked("170622040674"))
        .contains("서명에 쓴 키가 맞습니다", "결제창을 열어 줍니다: 신용카드, 휴대폰, 계좌이체", "통지가 도착하는지");
    assertThat(checked("170622040677")).contains("결제창을 열어 줍니다: 휴대폰", "신용카드, 계좌이체 계약이 없습니다", "0071");
    assertThat(checked("170622040679")).contains("PG에 등록되지 않은 상점 아이디(MID)입니다", "6101");
    assertThat(checked("170622040675")).contains("상점 아이디(MID)는 맞지만 연동키 (skey) 값이 그 키가 아닙니다");
    assertThat(hub.world.book()).hasSize(charges);
  }

  @Test
  @Tag("G31")
  void another_merchants_channel_is_not_there() {
    browser.post(NEW, fields("INIpayTest"));
    String key = stored().getFirst().channelKey();
    Browser stranger = in(People.add(hub, hub.newShopWithout().merchant.id(), Role.OWNER));
    assertThat(stranger.get("/console/channels").text()).doesNotContain("INIpayTest");
    for (String path : List.of("", "/check", "/disable", "/enable", "/default")) {
      assertThat(stranger.post("/console/channels/" + key + path, Map.of()).status())
          .isEqualTo(404);
    }
    assertThat(stranger.get("/console/channels/" + key).status()).isEqualTo(404);
    assertThat(stored().getFirst().disabledAt()).isNull();
  }

  @Test
  void a_form_that_is_sent_after_the_session_has_ended_is_there_again_after_signing_in() {
    browser.get(NEW);
    hub.world.time.advance(Duration.ofMinutes(31));
    Map<String, String> typed = fields("INIpayTest");
    typed.put("set." + PG + ".siteUrl", "typed.example");
    Browser.Page late = browser.post(NEW, typed);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.text()).contains("로그인 시간이 끝났습니다");
    assertThat(late.html()).doesNotContain(SIGN_KEY);
    Map<String, String> signIn = new HashMap<>(late.hidden());
    signIn.put("email", owner.email());
    signIn.put("password", People.PASSWORD);
    Browser.Page back = browser.post("/console/sign-in", signIn);
    assertThat(back.location()).isEqualTo(NEW);
    assertThat(stored()).isEmpty();
    Browser.Page form = browser.get(NEW);
    assertThat(form.html()).contains("value=\"INIpayTest\"", "value=\"typed.example\"");
    assertThat(browser.get(NEW).html()).doesNotContain("value=\"INIpayTest\"");
    assertThat(browser.post(NEW, typed).status()).isEqualTo(303);
    assertThat(stored()).hasSize(1);
  }
}
