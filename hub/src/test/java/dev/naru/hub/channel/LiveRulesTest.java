package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.SettingField;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Tests and real money can't mix: which channels a hub takes, starts with and uses. */
@Tag("G40")
class LiveRulesTest {

  private static final String FIT = "https://pay.shop.example";
  private static final String REAL_MID = "realshop01";
  private static final Map<String, String> KEYS =
      Map.of("signKey", "a", "hashKey", "b", "iniApiKey", "c", "iniApiIv", "d");

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @AfterEach
  void noLiveChannelStays() {
    hub.world.db().sql("delete from channel where mode = 'LIVE'").update();
    hub.world.db().sql("delete from merchant where api_key = 'naru_demo_key'").update();
  }

  @Test
  void a_hub_that_is_fit_for_it_takes_and_uses_a_live_channel() {
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    Channel added = add(rules, null, REAL_MID, Mode.LIVE);
    assertThat(added.isTest()).isFalse();
    start(rules);
    assertThat(choose(rules, null, added)).isInstanceOf(Channels.Choice.Chosen.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pay.shop.example",
        "http://localhost:8080",
        "https://localhost",
        "https://LOCALHOST:8443",
        "https://127.0.0.1",
        "https://[::1]:8443",
        "https://shop.localhost",
        "https://localhost.",
        "https://localhost.localdomain",
        "https://pay.local",
        "https://pay.internal",
        "https://127.1.2.3",
        "https://10.0.0.5",
        "https://192.168.0.9",
        "https://172.31.0.1",
        "https://169.254.169.254",
        "https://[0:0:0:0:0:0:0:1]",
        "https://[::ffff:127.0.0.1]",
        "https://[fe80::1]",
        "https://[fd00::1]",
        "https://2130706433"
      })
  void a_live_channel_needs_a_public_https_address(String publicUrl) {
    refusesLive(rules(publicUrl, InstantSource.system(), null), "NARU_PUBLIC_URL");
  }

  @Test
  void a_live_channel_is_refused_with_a_test_clock() {
    refusesLive(rules(FIT, () -> Instant.EPOCH, null), "test clock");
  }

  @Test
  void a_live_channel_is_refused_beside_the_demo_merchant_whose_secret_everybody_knows() {
    hub.world
        .db()
        .sql(
            """
            insert into merchant (id, user_code, name, api_key, api_secret_hash, settings, created_at)
            values (5, 'imp00000000', 'demo', 'naru_demo_key', 'x', '{}', now())
            """)
        .update();
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    assertThatThrownBy(() -> add(rules, null, REAL_MID, Mode.LIVE))
        .hasMessageContaining("demo merchant");
    insertLive();
    assertThatThrownBy(() -> start(rules)).isInstanceOf(RefusedStartException.class);
  }

  @Test
  void a_published_test_mid_is_never_live() {
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    assertThatThrownBy(() -> add(rules, null, "INIpayTest", Mode.LIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publishes for tests");
  }

  /** protocols/inicis.md §1.3, protocols/inicis-identity.md §2.2, protocols/mobilians.md §2.11. */
  @ParameterizedTest
  @CsvSource({
    "html5_inicis, signKey, SU5JTElURV9UUklQTEVERVNfS0VZU1RS",
    "html5_inicis, hashKey, 3CB8183A4BE283555ACC8363C0360223",
    "html5_inicis, hashKey, 37f3a120c1dfcdeb708b00f5383d2263",
    "html5_inicis, iniApiKey, ItEQKi3rY7uvDS8l",
    "html5_inicis, iniApiKey, rKnPljRn5m6J9Mzz",
    "html5_inicis, iniApiKey, yERbIlJ3NhTeObsA",
    "html5_inicis, iniApiIv, HYb3yQ4f65QL89==",
    "html5_inicis, iniApiIv, 2IgsAQSbMqHkAkj3",
    "html5_inicis, iniApiIv, W2KLNKra6Wxc1P==",
    "html5_inicis, iniApiIv, tOGDXbfoajk2DQ==",
    "html5_inicis, iniLiteKey, b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09",
    "html5_inicis, signKey, ' ItEQKi3rY7uvDS8l '",
    "inicis_unified, apiKey, TGdxb2l3enJDWFRTbTgvREU3MGYwUT09",
    "inicis_unified, seedIv, SASKGINICIS00000",
    "mobilians, skey, 0123456789abcdef0123456789abcdef",
    "mobilians_v2, skey, 0123456789ABCDEF0123456789ABCDEF",
  })
  void a_published_test_key_is_never_live_whatever_the_mid(String pg, String key, String value) {
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    Map<String, String> real = new HashMap<>();
    for (SettingField field : hub.bean(Connectors.class).of(pg).orElseThrow().settings()) {
      if (field.required()) {
        real.put(field.key(), "of the contract");
      }
    }
    Map<String, String> known = new HashMap<>(real);
    known.put(key, value);
    JdbcChannels channels = channels(rules, null);
    assertThatThrownBy(() -> channels.add(live(pg, known)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key + " of this live channel")
        .hasMessageNotContainingAny(value.strip());

    Channel good = channels.add(live(pg, real));
    ChannelAdministration.Entry entry = channels.find(good.channelKey()).orElseThrow();
    assertThatThrownBy(() -> channels.change(entry, known, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(key);

    // One that is there already, from a hub that looked at nothing.
    storeAnyhow(good, known);
    assertThatThrownBy(() -> start(rules)).isInstanceOf(RefusedStartException.class);
    assertThatThrownBy(() -> choose(rules, null, good)).hasMessageStartingWith(key);
  }

  private Channels.NewChannel live(String pg, Map<String, String> settings) {
    return new NewChannel(shop.merchant.id(), pg, REAL_MID, Mode.LIVE, settings, false, false);
  }

  private void storeAnyhow(Channel channel, Map<String, String> settings) {
    hub.world
        .db()
        .sql("update channel set settings_sealed = :sealed where id = :id")
        .param(
            "sealed",
            hub.bean(Vault.class)
                .seal(
                    JsonMapper.shared().writeValueAsBytes(settings),
                    "channel.settings/" + channel.merchantId() + "/" + channel.id()))
        .param("id", channel.id())
        .update();
  }

  @ParameterizedTest
  @CsvSource({
    "html5_inicis, INIBillTst",
    "html5_inicis, inipaytest",
    "html5_inicis, iniescrow0",
    "inicis_unified, INIiasTest",
    "inicis_unified, MIIiasTest",
    "mobilians, 170622040674",
    "mobilians, 170622040675",
    "mobilians_v2, 170622040676",
  })
  void no_published_test_mid_is_ever_live(String pg, String mid) {
    PgConnector connector = hub.bean(Connectors.class).of(pg).orElseThrow();
    assertThat(
            rules(FIT, InstantSource.system(), null)
                .refusal(connector, mid, Mode.LIVE, Map.of())
                .map(ChannelAdministration.Mixing::reason))
        .contains(ChannelAdministration.Reason.TEST_MID);
  }

  @Test
  void a_live_channel_is_refused_where_anyone_may_say_that_he_has_any_address() {
    LiveRules rules = new LiveRules(FIT, InstantSource.system(), () -> false, null, true);
    refusesLive(rules, "NARU_TRUSTED_PROXIES");
  }

  @Test
  void a_real_mid_takes_no_test_payment_where_the_tests_are_on_live_hosts() {
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    assertThatThrownBy(() -> add(rules, null, REAL_MID, Mode.SANDBOX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would take real money");
    // An emulated PG holds no money.
    URI emulated = hub.world.sandbox();
    Channel sandbox =
        add(rules(FIT, InstantSource.system(), emulated), emulated, REAL_MID, Mode.SANDBOX);
    // Nor is it used, or started with, where the emulated PG is gone.
    assertThatThrownBy(() -> choose(rules, null, sandbox)).hasMessageContaining("real money");
    assertThatThrownBy(() -> start(rules)).isInstanceOf(RefusedStartException.class);
  }

  @Test
  void a_sandbox_channel_is_the_emulated_pgs_alone_and_a_live_one_never_is() {
    URI emulated = hub.world.sandbox();
    LiveRules rules = rules(FIT, InstantSource.system(), emulated);
    ChannelConfig sandbox = add(rules, emulated, "other", Mode.SANDBOX).config();
    ChannelConfig live = add(rules, emulated, REAL_MID, Mode.LIVE).config();
    assertThat(sandbox.mode()).isEqualTo(Mode.SANDBOX);
    assertThat(sandbox.at("real.example", "/pay").toString()).startsWith(emulated + "/");
    assertThat(live.mode()).isEqualTo(Mode.LIVE);
    assertThat(live.at("real.example", "/pay")).hasToString("https://real.example/pay");
  }

  /** Its fingerprint is that of the right one, since that is of another key. */
  @Test
  @Tag("G27")
  void a_ring_that_opens_no_channel_at_all_is_refused_and_one_channels_damage_is_its_own() {
    LiveRules rules = rules(FIT, InstantSource.system(), hub.world.sandbox());
    Vault right = hub.bean(Vault.class);
    assertThatThrownBy(() -> start(rules, opening(right, _ -> false)))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("The key ring opens the settings of none of the 1 channels");
    Channel another = add(rules, hub.world.sandbox(), "other", Mode.SANDBOX);
    start(rules, opening(right, context -> !context.endsWith("/" + another.id())));
  }

  /** The vault of a ring that lacks keys. */
  private static Vault opening(Vault vault, Predicate<String> opens) {
    return new Vault() {
      @Override
      public byte[] seal(byte[] plain, String context) {
        return vault.seal(plain, context);
      }

      @Override
      public byte[] open(byte[] sealed, String context) {
        if (!opens.test(context)) {
          throw new VaultException("no key", new IllegalStateException());
        }
        return vault.open(sealed, context);
      }

      @Override
      public byte[] mac(byte[] value, String purpose) {
        return vault.mac(value, purpose);
      }
    };
  }

  @Test
  void without_an_emulated_pg_a_sandbox_channel_is_for_the_pgs_own_tests() {
    LiveRules rules = rules(FIT, InstantSource.system(), null);
    ChannelConfig tests = add(rules, null, "INIBillTst", Mode.SANDBOX).config();
    assertThat(tests.mode()).isEqualTo(Mode.TEST);
    assertThat(tests.sandboxBase()).isNull();
  }

  private void refusesLive(LiveRules rules, String because) {
    assertThatThrownBy(() -> add(rules, null, REAL_MID, Mode.LIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
    // One that was added elsewhere.
    Channel added = insertLive();
    assertThatThrownBy(() -> start(rules))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining(because);
    assertThatThrownBy(() -> choose(rules, null, added)).hasMessageContaining(because);
  }

  private Channel insertLive() {
    return add(rules(FIT, InstantSource.system(), null, false), null, REAL_MID, Mode.LIVE);
  }

  private Channel add(LiveRules rules, @Nullable URI sandbox, String mid, Mode mode) {
    return channels(rules, sandbox)
        .add(new NewChannel(shop.merchant.id(), World.INICIS, mid, mode, KEYS, false, false));
  }

  private Channels.Choice choose(LiveRules rules, @Nullable URI sandbox, Channel channel) {
    return channels(rules, sandbox)
        .choose(shop.merchant, new Channels.ChannelRequest(channel.channelKey(), null, false));
  }

  private void start(LiveRules rules) {
    start(rules, hub.bean(Vault.class));
  }

  private void start(LiveRules rules, Vault vault) {
    JdbcChannels channels = channels(rules, null, vault);
    new LiveStart(() -> channels.stored(shop.merchant.id()), hub.bean(Connectors.class), rules)
        .afterSingletonsInstantiated();
  }

  private JdbcChannels channels(LiveRules rules, @Nullable URI sandbox) {
    return channels(rules, sandbox, hub.bean(Vault.class));
  }

  private JdbcChannels channels(LiveRules rules, @Nullable URI sandbox, Vault vault) {
    return new JdbcChannels(
        hub.world.db(),
        vault,
        hub.bean(Connectors.class),
        hub.world.time,
        JsonMapper.shared(),
        sandbox,
        rules);
  }

  private LiveRules rules(String publicUrl, InstantSource time, @Nullable URI sandbox) {
    return rules(publicUrl, time, sandbox, true);
  }

  private LiveRules rules(
      String publicUrl, InstantSource time, @Nullable URI sandbox, boolean looksForDemo) {
    MerchantAdministration merchants = hub.bean(MerchantAdministration.class);
    return new LiveRules(
        publicUrl, time, () -> looksForDemo && merchants.hasDemoKeys(), sandbox, false);
  }
}
