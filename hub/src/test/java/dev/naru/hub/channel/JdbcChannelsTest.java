package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What keeps a channel's keys in their row, and the sandbox's channels out of a live hub. */
class JdbcChannelsTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private final Shop other = hub.newShop();

  @Test
  @Tag("G27")
  void settings_that_were_moved_to_another_channels_row_do_not_open() {
    hub.world
        .db()
        .sql(
            """
            update channel t set settings_sealed = f.settings_sealed from channel f
             where t.merchant_id = :to and f.merchant_id = :from
            """)
        .param("from", other.merchant.id())
        .param("to", shop.merchant.id())
        .update();

    assertThat(shop.get("/users/pg").status()).isEqualTo(500);
    assertThat(other.get("/users/pg").code()).isZero();
  }

  @Test
  void a_hub_that_knows_no_sandbox_neither_adds_nor_uses_a_sandbox_channel() {
    Channels live =
        new JdbcChannels(
            hub.world.db(),
            hub.bean(Vault.class),
            hub.bean(Connectors.class),
            hub.world.time,
            JsonMapper.shared(),
            null);
    Map<String, String> keys =
        Map.of("signKey", "a", "hashKey", "b", "iniApiKey", "c", "iniApiIv", "d");
    NewChannel wanted =
        new NewChannel(
            shop.merchant.id(), World.INICIS, "INIpayTest", Mode.SANDBOX, keys, false, false);

    assertThatThrownBy(() -> live.of(shop.merchant.id())).hasMessageContaining("no sandbox");
    assertThatThrownBy(() -> live.add(wanted)).hasMessageContaining("no sandbox");
    assertThat(hub.bean(Channels.class).of(shop.merchant.id())).hasSize(1);
  }
}
