package dev.naru.hub.channel;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's work on channels that {@link Channels} doesn't offer. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public interface ChannelAdministration {

  /**
   * A channel as an operator sees it, without its settings.
   *
   * @param mode live or sandbox, as the channel was added
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
   * Disables a channel: no new window is opened, no key issued and no card charged through it. What
   * was paid through it can still be cancelled, and its billing keys and their schedules go on.
   */
  void disable(Entry channel);

  /** Enables a channel, so that it takes payments again. */
  void enable(Entry channel);

  /**
   * Makes the channel the merchant's default, for requests that name no channel. The caller must
   * have a transaction open: the first of two statements leaves the merchant without a default.
   *
   * @return the key of the default before; empty when there was none
   */
  Optional<String> makeDefault(Entry channel);

  /**
   * Replaces a channel's settings; PG, MID and mode stay, because payments were made with them.
   *
   * @param settings all settings, also the unchanged ones
   * @throws IllegalArgumentException when a setting is missing, unknown or not allowed, or would
   *     mix tests and real money; the text says which
   */
  void change(Entry channel, Map<String, String> settings, boolean forBilling);

  /**
   * Why this hub, as it is configured, can't have the channel with these settings (G40); empty when
   * it can.
   *
   * @param settings the channel's, as far as they are known
   */
  Optional<Mixing> refusal(
      PgConnector connector, String mid, Mode mode, Map<String, String> settings);

  /** The reasons why a channel would mix tests and real money. */
  enum Reason {
    /** A live channel, and the hub's clock can be moved. */
    TEST_CLOCK,
    /** A live channel, and browsers reach this hub without TLS. */
    NO_HTTPS,
    /** A live channel, and the hub's public address is this machine's own. */
    LOCAL_ADDRESS,
    /** A live channel, in a database with the playground's published keys. */
    DEMO_MERCHANT,
    /** A live channel with a MID that the PG publishes for tests. */
    TEST_MID,
    /** A live channel with a key that is published for tests. */
    TEST_SECRET,
    /** A live channel, and the hub believes any caller's forwarding headers. */
    ANYONE_TRUSTED,
    /** A test channel with a MID that would take real money. */
    REAL_MID
  }

  /**
   * Why a channel would mix tests and real money.
   *
   * @param sentence for an operator at a terminal, in English
   */
  record Mixing(Reason reason, String sentence) {}
}
