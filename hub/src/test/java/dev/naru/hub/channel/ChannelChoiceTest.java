package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.channel.Channels.Choice;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of spec/javascript-sdk.md §4, by number. Row 1 (groups) is the checkout's: there are no
 * groups yet. Row 9: every channel takes payments so far.
 */
class ChannelChoiceTest {

  private static final PgConnector INICIS = new Named("html5_inicis", Set.of("inicis"));
  private static final PgConnector MOBILIANS = new Named("mobilians", Set.of());
  private static final PgConnector MOBILIANS_V2 = new Named("mobilians_v2", Set.of());
  private static final Connectors CONNECTORS =
      new Connectors(
          List.of(
              (transport, time) -> INICIS,
              (transport, time) -> MOBILIANS,
              (transport, time) -> MOBILIANS_V2),
          request -> {
            throw new IOException("no network");
          },
          InstantSource.system());

  /** Oldest first. */
  private static final List<Channel> SHOP =
      List.of(
          channel(1, MOBILIANS, "general", false, false),
          channel(2, MOBILIANS, "billing", false, true),
          channel(3, INICIS, "INIBillTst", false, true),
          channel(4, INICIS, "INIpayTest", true, false),
          channel(5, INICIS, "second", false, false));

  private static Channel channel(
      long id, PgConnector pg, String mid, boolean isDefault, boolean forBilling) {
    ChannelConfig config = new ChannelConfig(mid, ChannelConfig.Mode.TEST, Map.of(), null);
    return new Channel(1, id, "channel-key-" + id, pg, config, isDefault, forBilling);
  }

  private static Choice choose(
      List<Channel> channels, @Nullable String key, @Nullable String pg, boolean billing) {
    return new ChannelChoice(channels, CONNECTORS, false)
        .choose(new ChannelRequest(key, pg, billing));
  }

  private static long chosen(@Nullable String key, @Nullable String pg, boolean billing) {
    assertThat(choose(SHOP, key, pg, billing)).isInstanceOf(Choice.Chosen.class);
    return ((Choice.Chosen) choose(SHOP, key, pg, billing)).channel().id();
  }

  @Test
  void row2_a_channel_key_means_that_channel_and_nothing_else() {
    assertThat(chosen("channel-key-5", null, false)).isEqualTo(5);
    assertThat(choose(SHOP, "channel-key-9", null, false))
        .isEqualTo(new Choice.UnknownChannelKey());
    assertThat(choose(List.of(), "channel-key-1", null, false))
        .isEqualTo(new Choice.UnknownChannelKey());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void row3_without_pg_it_is_the_default_channel(boolean billing) {
    assertThat(chosen(null, null, billing)).isEqualTo(4);
    assertThat(chosen(null, "", billing)).isEqualTo(4);
  }

  @Test
  void row3_an_only_channel_is_the_default() {
    assertThat(choose(SHOP.subList(1, 2), null, null, false))
        .isEqualTo(new Choice.Chosen(SHOP.get(1)));
  }

  @Test
  void row4_a_bare_code_means_the_default_channel_of_it_else_the_oldest() {
    assertThat(chosen(null, "html5_inicis", false)).isEqualTo(4);
    assertThat(chosen(null, "mobilians", false)).isEqualTo(1);
    List<Channel> noDefault = List.of(SHOP.get(4), SHOP.get(0));
    assertThat(choose(noDefault, null, "html5_inicis", false))
        .isEqualTo(new Choice.Chosen(SHOP.get(4)));
  }

  @ParameterizedTest
  @CsvSource({"html5_inicis.second,5", "html5_inicis.INIBillTst,3", "mobilians.billing,2"})
  void row5_a_code_with_a_mid_means_that_mid(String pg, long id) {
    assertThat(chosen(null, pg, false)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"danal", "html5_inicis.nobody", "mobilians_v2", ".INIpayTest", "."})
  void row6_what_matches_nothing_means_the_default_or_nothing(String pg) {
    assertThat(chosen(null, pg, false)).isEqualTo(4);
    assertThat(
            new ChannelChoice(SHOP, CONNECTORS, true).choose(new ChannelRequest(null, pg, false)))
        .isEqualTo(new Choice.NoChannel());
  }

  @Test
  void row7_a_shop_without_channels_has_none() {
    assertThat(choose(List.of(), null, "html5_inicis", false)).isEqualTo(new Choice.NoChannel());
    assertThat(choose(List.of(), null, null, true)).isEqualTo(new Choice.NoChannel());
  }

  @Test
  void row8_the_channel_key_wins_over_pg() {
    assertThat(chosen("channel-key-5", "mobilians", false)).isEqualTo(5);
    assertThat(choose(SHOP, "channel-key-9", "mobilians", false))
        .isEqualTo(new Choice.UnknownChannelKey());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTML5_INICIS", "html5_inicis.inipaytest", "Mobilians.billing"})
  void row10_case_matters(String pg) {
    assertThat(
            new ChannelChoice(SHOP, CONNECTORS, true).choose(new ChannelRequest(null, pg, false)))
        .isEqualTo(new Choice.NoChannel());
  }

  @ParameterizedTest
  @CsvSource({"mobilians,2", "html5_inicis,3", "inicis,3", "mobilians.general,1"})
  void row11_a_bare_code_prefers_the_billing_channel_for_a_key(String pg, long id) {
    assertThat(chosen(null, pg, true)).isEqualTo(id);
  }

  @Test
  void row11_without_a_billing_channel_any_of_the_code_will_do() {
    assertThat(choose(List.of(SHOP.get(0), SHOP.get(3)), null, "mobilians", true))
        .isEqualTo(new Choice.Chosen(SHOP.get(0)));
  }

  @ParameterizedTest
  @CsvSource({"inicis.INIBillTst,3", "inicis.INIpayTest,4", "inicis,4"})
  void row12_inicis_is_another_name_of_the_same_pg(String pg, long id) {
    assertThat(chosen(null, pg, false)).isEqualTo(id);
    assertThat(SHOP.get((int) id - 1).provider()).isEqualTo("html5_inicis");
  }

  private record Named(String provider, Set<String> aliases) implements PgConnector {

    @Override
    public PgDescription description() {
      return PgDescription.of(
              provider, new Bilingual(provider, provider), List.of(), new Capabilities(Map.of()))
          .withAliases(aliases.toArray(new String[0]));
    }
  }
}
