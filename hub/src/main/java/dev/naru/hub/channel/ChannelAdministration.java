package dev.naru.hub.channel;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does to channels, besides {@link Channels}. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface ChannelAdministration {

  /**
   * A channel as an operator sees it, without its settings.
   *
   * @param mode what it was added as: live, or sandbox
   * @param disabledAt null while it takes payments
   */
  record Entry(
      long merchantId,
      long id,
      String channelKey,
      String provider,
      String mid,
      Mode mode,
      boolean isDefault,
      boolean forBilling,
      Instant createdAt,
      @Nullable Instant disabledAt) {}

  /** All channels of all merchants, or of one; oldest first. */
  List<Entry> all(@Nullable Long merchantId);

  /** The channel with this key; empty when there is none. */
  Optional<Entry> find(String channelKey);

  /**
   * No new window is opened, no key issued and no card charged through it. What was paid through it
   * can still be cancelled, and its billing keys and their schedules go on.
   */
  void disable(Entry channel);

  /** The channel takes payments again. */
  void enable(Entry channel);

  /**
   * Requests that name no channel get this one from now on. It takes two statements, so that a
   * caller without a transaction of its own could leave the merchant without a default.
   *
   * @return the key of the one that they got before; empty when there was none
   */
  Optional<String> makeDefault(Entry channel);

  /**
   * Gives a channel other settings; PG, MID and mode stay, because payments were made with them.
   *
   * @param settings all of them
   * @throws IllegalArgumentException when a setting is missing, unknown or not allowed, or would
   *     mix tests and real money; the text says which
   */
  void change(Entry channel, Map<String, String> settings, boolean forBilling);

  /**
   * Why a channel can't be added to this hub as it is configured, or have these settings (G40);
   * empty when it can.
   *
   * @param settings the channel's, as far as they are known
   */
  Optional<Mixing> refusal(
      PgConnector connector, String mid, Mode mode, Map<String, String> settings);

  /** What would mix tests and real money. */
  enum Reason {
    /** Live, and the clock can be moved. */
    TEST_CLOCK,
    /** Live, and browsers reach this hub without TLS. */
    NO_HTTPS,
    /** Live, and the hub's public address is this machine's own. */
    LOCAL_ADDRESS,
    /** Live, in a database with the playground's published keys. */
    DEMO_MERCHANT,
    /** Live, with a MID that the PG publishes for tests. */
    TEST_MID,
    /** Live, with a key that is published for tests. */
    TEST_SECRET,
    /** Live, and the hub takes strangers for its proxies. */
    ANYONE_TRUSTED,
    /** For tests, with a MID that would take real money there. */
    REAL_MID
  }

  /**
   * Why a channel would mix them.
   *
   * @param sentence for an operator at a terminal, in English
   */
  record Mixing(Reason reason, String sentence) {}
}
