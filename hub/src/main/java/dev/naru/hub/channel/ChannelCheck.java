package dev.naru.hub.channel;

import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.channel.ChannelAdministration.Mixing;
import dev.naru.hub.merchant.Merchants;
import dev.naru.pg.spi.ChecksContract;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries a channel without moving money: its values, the way to the PG's hosts, and what the PG says
 * of its MID, keys and pay methods ({@link ChecksContract}). It takes seconds where a host doesn't
 * answer, so no transaction may be open.
 */
public final class ChannelCheck {

  private static final String NUMBER_OF_NOBODY = "naru_check";

  /** Above every PG's smallest payment. */
  private static final long ANY_AMOUNT = 1_000;

  private final Channels channels;
  private final ChannelAdministration administration;
  private final Merchants merchants;
  private final URI hub;

  ChannelCheck(
      Channels channels, ChannelAdministration administration, Merchants merchants, URI hub) {
    this.channels = channels;
    this.administration = administration;
    this.merchants = merchants;
    this.hub = hub;
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
    /** The PG, by its V1 code, has no call that is both signed and harmless. */
    NO_QUESTION,
    /** The PG took MID and keys. */
    KEYS_RIGHT,
    /** The PG opened windows for these pay methods. */
    METHODS_OPEN,
    /** The PG doesn't know the MID. Second value: what it said, may be empty. */
    UNKNOWN_MID,
    /** The PG knows the MID, and the setting of this key is wrong. Second value: what it said. */
    WRONG_KEY,
    /** The MID has no contract for these pay methods. Second value: what the PG said. */
    NOT_CONTRACTED,
    /** The PG knows the MID, and hasn't opened it for this service. Second value: what it said. */
    MID_CLOSED,
    /** The question didn't leave, for this reason. */
    NOT_SENT,
    /** The PG answered neither the one nor the other, in these words. */
    UNCLEAR,
    /** No check can tell methods and windows' keys. */
    FIRST_PAYMENT,
    /** No check can tell whether notices arrive. */
    FIRST_NOTICE;

    /** Whether the channel doesn't work, or must not be used, as it is. */
    public boolean isTrouble() {
      return switch (this) {
        case MODE, REACHED, KEYS_RIGHT, METHODS_OPEN, NO_QUESTION, FIRST_PAYMENT, FIRST_NOTICE ->
            false;
        default -> true;
      };
    }

    /** Whether it says that something was not looked at. */
    public boolean isOpen() {
      return this == NO_QUESTION || this == FIRST_PAYMENT || this == FIRST_NOTICE;
    }
  }

  /**
   * Something that was found.
   *
   * @param what was looked at: {@code mode}, {@code contract}, a setting's key, a host and port
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
    List<Finding> values = values(channel);
    List<Finding> reach = PgReach.of(channel);
    findings.addAll(values);
    findings.addAll(reach);
    // What is missing here, and that nobody is there to ask, has been said.
    boolean canAsk =
        values.stream().noneMatch(it -> it.kind() == Kind.VALUE_MISSING)
            && (reach.isEmpty() || !reach.stream().allMatch(it -> it.kind().isTrouble()));
    if (channel.able(ChecksContract.class).isEmpty()) {
      findings.add(of(Kind.NO_QUESTION, channel.provider()));
    } else if (canAsk) {
      PgCaller.ofMerchant(entry.merchantId(), () -> contract(entry.merchantId(), channel))
          .forEach(found -> findings.addAll(told(found)));
    }
    boolean methodsShown = findings.stream().anyMatch(it -> it.kind() == Kind.METHODS_OPEN);
    findings.add(
        Finding.of("first payment", methodsShown ? Kind.FIRST_NOTICE : Kind.FIRST_PAYMENT));
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

  private static List<Finding> values(Channel channel) {
    return ChannelEditor.wrong(channel.connector(), channel.config().settings()).stream()
        .map(wrong ->
            Finding.of(
                wrong.field().key(),
                wrong.missing() ? Kind.VALUE_MISSING : Kind.VALUE_WRONG,
                wrong.field().key()))
        .toList();
  }

  private List<ChecksContract.Access> contract(long merchantId, Channel channel) {
    PersistedAttempt nobodys =
        new PersistedAttempt(
            UUID.randomUUID().toString(),
            NUMBER_OF_NOBODY + System.nanoTime(),
            channel.config(),
            Money.krw(ANY_AMOUNT));
    PgRules rules = new PgRules(merchants.byId(merchantId).orElseThrow(), channel);
    Set<PayMethod> methods =
        channel.connector().capabilities().byMethod().keySet().stream()
            .filter(rules::isContracted)
            .collect(Collectors.toSet());
    return channel.pg(ChecksContract.class).checkContract(nobodys, methods, hub);
  }

  private static List<Finding> told(ChecksContract.Access found) {
    return switch (found) {
      case ChecksContract.Access.Right(Set<PayMethod> methods) ->
          methods.isEmpty()
              ? List.of(of(Kind.KEYS_RIGHT))
              : List.of(of(Kind.KEYS_RIGHT), of(Kind.METHODS_OPEN, listed(methods)));
      case ChecksContract.Access.UnknownMid(String said) -> List.of(of(Kind.UNKNOWN_MID, said));
      case ChecksContract.Access.WrongKey(String setting, String said) ->
          List.of(of(Kind.WRONG_KEY, setting, said));
      case ChecksContract.Access.NotContracted(Set<PayMethod> methods, String said) ->
          List.of(
              methods.isEmpty()
                  ? of(Kind.MID_CLOSED, said)
                  : of(Kind.NOT_CONTRACTED, listed(methods), said));
      case ChecksContract.Access.NotSent(String why) -> List.of(of(Kind.NOT_SENT, why));
      case ChecksContract.Access.Unclear(String why) -> List.of(of(Kind.UNCLEAR, why));
    };
  }

  private static Finding of(Kind kind, String... values) {
    return Finding.of("contract", kind, values);
  }

  private static String listed(Collection<PayMethod> methods) {
    return methods.stream().map(PayMethod::code).sorted().collect(Collectors.joining(", "));
  }
}
