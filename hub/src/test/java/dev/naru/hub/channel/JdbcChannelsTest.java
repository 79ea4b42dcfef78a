package dev.naru.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
  void a_disabled_channel_is_not_chosen_and_still_found_for_what_was_paid_through_it() {
    Channels channels = hub.bean(Channels.class);
    ChannelAdministration administration = hub.bean(ChannelAdministration.class);
    ChannelAdministration.Entry channel = administration.all(shop.merchant.id()).getFirst();

    administration.disable(channel);
    assertThat(channels.of(shop.merchant.id())).isEmpty();
    assertThat(channels.byId(shop.merchant.id(), channel.id())).isPresent();
    assertThat(administration.find(channel.channelKey()))
        .hasValueSatisfying(found -> assertThat(found.disabledAt()).isNotNull());

    administration.enable(channel);
    assertThat(channels.of(shop.merchant.id())).hasSize(1);
  }
}
