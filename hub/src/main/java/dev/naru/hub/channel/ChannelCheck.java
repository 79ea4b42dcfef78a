package dev.naru.hub.channel;

import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelAdministration.Mixing;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PersistedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries a channel without moving money: it checks the channel's values, connects to the PG's hosts,
 * and sends a signed inquiry about a payment that can't exist. It takes seconds where a host doesn't answer, so no
 * transaction may be open.
 */
public final class ChannelCheck {

  private static final String NUMBER_OF_NOBODY = "naru_check";

  private final Channels channels;
  private final ChannelAdministration administration;

  ChannelCheck(Channels channels, ChannelAdministration administration) {
    this.channels = channels;
    this.administration = administration;
  }

  /** What can be found. */
  public enum Kind {
    /** It is used as: live, test or sandbox. */
    MODE,
    /** It would mix tests and real money. */
    MIXING,
    /** The field of this key has no value. */
    VALUE_MISSING,
    /** The field of this key has a value that isn't accepted. */
    VALUE_WRONG,
    /** The host can be reached. */
    REACHED,
    /** The host has no address. */
    NO_NAME,
    /** The host's port can't be reached. */
    NO_ROUTE,
    /** TLS with the host fails, for this reason. */
    NO_TLS,
    /** The PG has no call that is both signed and harmless. */
    NO_INQUIRY,
    /** The PG took the signed question. */
    KEYS_RIGHT,
    /** The question didn't leave, for this reason. */
    NOT_SENT,
    /** The PG answered it as it answers wrong keys, in these words. */
    REFUSED,
    /** What no check can tell. */
    FIRST_PAYMENT;

    /** Whether the channel doesn't work, or must not be used, as it is. */
    public boolean isTrouble() {
      return switch (this) {
        case MODE, REACHED, KEYS_RIGHT, NO_INQUIRY, FIRST_PAYMENT -> false;
        default -> true;
      };
    }

    /** Whether it says that something was not looked at. */
    public boolean isOpen() {
      return this == NO_INQUIRY || this == FIRST_PAYMENT;
    }
  }

  /**
   * Something that was found.
   *
   * @param what was looked at: {@code mode}, {@code inquiry}, a setting's key, a host and port
   * @param values for the sentence, as {@link Kind} says
   * @param mixing with {@link Kind#MIXING} alone
   */
  public record Finding(String what, Kind kind, List<String> values, @Nullable Mixing mixing) {

    static Finding of(String what, Kind kind, String... values) {
      return new Finding(what, kind, List.of(values), null);
    }
  }

  /** Tries it. */
  public List<Finding> check(Entry entry) {
    Channel channel = channels.byId(entry.merchantId(), entry.id()).orElseThrow();
    List<Finding> findings = new ArrayList<>();
    findings.add(mode(entry));
    ChannelEditor.wrong(channel.connector(), channel.config().settings())
        .forEach(wrong ->
            findings.add(
                Finding.of(
                    wrong.field().key(),
                    wrong.missing() ? Kind.VALUE_MISSING : Kind.VALUE_WRONG,
                    wrong.field().key())));
    findings.addAll(PgReach.of(channel));
    findings.add(PgCaller.ofMerchant(entry.merchantId(), () -> inquiry(channel)));
    findings.add(Finding.of("first payment", Kind.FIRST_PAYMENT));
    return findings;
  }

  /** Whether it may be used on this hub as it is. */
  public Finding mode(Entry entry) {
    Channel channel = channels.byId(entry.merchantId(), entry.id()).orElseThrow();
    Optional<Mixing> mixing =
        administration.refusal(
            channel.connector(), entry.mid(), entry.mode(), channel.config().settings());
    return mixing.isPresent()
        ? new Finding("mode", Kind.MIXING, List.of(), mixing.get())
        : Finding.of("mode", Kind.MODE, channel.config().mode().name());
  }

  /** Whether this machine reaches the PG's hosts. */
  public List<Finding> reach(Entry entry) {
    return PgReach.of(channels.byId(entry.merchantId(), entry.id()).orElseThrow());
  }

  /** Asks about a payment that there can't be, so that the answer is about the MID and its keys. */
  private static Finding inquiry(Channel channel) {
    if (channel.able(Inquires.class).isEmpty()) {
      return Finding.of("inquiry", Kind.NO_INQUIRY, channel.provider());
    }
    String nobodys = NUMBER_OF_NOBODY + System.nanoTime();
    PersistedAttempt attempt =
        new PersistedAttempt(UUID.randomUUID().toString(), nobodys, channel.config(), Money.krw(1));
    return switch (channel.pg(Inquires.class).inquire(attempt, null)) {
      case Inquires.Finding.NotFound _, Inquires.Finding.Found _ ->
          Finding.of("inquiry", Kind.KEYS_RIGHT);
      case Inquires.Finding.NotSent(String why) -> Finding.of("inquiry", Kind.NOT_SENT, why);
      case Inquires.Finding.Unknown(String why) -> Finding.of("inquiry", Kind.REFUSED, why);
    };
  }
}
