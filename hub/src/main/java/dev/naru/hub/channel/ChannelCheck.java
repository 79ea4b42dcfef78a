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
 * Checks a channel without moving money: its settings, whether the PG's hosts can be reached, and
 * what the PG says of its MID, keys and pay methods ({@link ChecksContract}). A check takes seconds
 * where a host doesn't answer, so no transaction may be open.
 */
public final class ChannelCheck {

  private static final String NUMBER_OF_NOBODY = "naru_check";

  /** An amount in won that is above every PG's smallest payment. */
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

  /**
   * The kinds of findings. What each says of {@code values} is what {@link Finding#values} holds.
   */
  public enum Kind {
    /** How the channel is used. Value: live, test or sandbox. */
    MODE,
    /** The channel would mix tests and real money. */
    MIXING,
    /** A required setting has no value. Value: its key. */
    VALUE_MISSING,
    /** A setting has a value that isn't accepted. Value: its key. */
    VALUE_WRONG,
    /** The host can be reached. */
    REACHED,
    /** The host's name has no address. */
    NO_NAME,
    /** No connection to the host's port can be made. */
    NO_ROUTE,
    /** TLS with the host fails. Value: the reason. */
    NO_TLS,
    /** The PG has no call that proves the keys and moves nothing. Value: the PG's V1 code. */
    NO_QUESTION,
    /** The PG accepted the MID and the keys. */
    KEYS_RIGHT,
    /** The PG opened a window for each of these pay methods. Value: the methods. */
    METHODS_OPEN,
    /** The PG doesn't know the MID. Second value: the PG's words, maybe empty. */
    UNKNOWN_MID,
    /**
     * The PG knows the MID, and one setting is wrong. Values: the setting's key, the PG's words.
     */
    WRONG_KEY,
    /** The MID has no contract for some pay methods. Values: the methods, the PG's words. */
    NOT_CONTRACTED,
    /**
     * The PG knows the MID, and hasn't opened it for this service. Second value: the PG's words.
     */
    MID_CLOSED,
    /** The question to the PG could not be sent. Value: the reason. */
    NOT_SENT,
    /**
     * The PG's answer shows neither that the keys are right nor that they are wrong. Value: the
     * answer.
     */
    UNCLEAR,
    /** Only a first payment shows whether the pay methods and the windows' keys are right. */
    FIRST_PAYMENT,
    /** Only a first payment shows whether the PG's notices arrive. */
    FIRST_NOTICE;

    /** Whether the finding means that the channel doesn't work, or must not be used. */
    public boolean isTrouble() {
      return switch (this) {
        case MODE, REACHED, KEYS_RIGHT, METHODS_OPEN, NO_QUESTION, FIRST_PAYMENT, FIRST_NOTICE ->
            false;
        default -> true;
      };
    }

    /** Whether the finding says that something could not be checked. */
    public boolean isOpen() {
      return this == NO_QUESTION || this == FIRST_PAYMENT || this == FIRST_NOTICE;
    }
  }

  /**
   * Something that a check found.
   *
   * @param what the thing that was checked: {@code mode}, {@code contract}, a setting's key, a host
   *     and port
   * @param values what the sentence about the finding names, as {@link Kind} says
   * @param mixing the reason for {@link Kind#MIXING}; null for other kinds
   */
  public record Finding(String what, Kind kind, List<String> values, @Nullable Mixing mixing) {

    static Finding of(String what, Kind kind, String... values) {
      return new Finding(what, kind, List.of(values), null);
    }
  }

  /** Checks the channel: mode, settings, hosts and contract. */
  public List<Finding> check(Entry entry) {
    Channel channel = channels.byId(entry.merchantId(), entry.id()).orElseThrow();
    List<Finding> findings = new ArrayList<>();
    findings.add(mode(entry));
    List<Finding> values = values(channel);
    List<Finding> reach = PgReach.of(channel);
    findings.addAll(values);
    findings.addAll(reach);
    // Missing values and unreachable hosts were reported above.
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

  /** Whether the channel may be used on this hub as the hub is configured. */
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
