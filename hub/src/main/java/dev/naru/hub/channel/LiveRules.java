package dev.naru.hub.channel;

import dev.naru.hub.channel.ChannelAdministration.Mixing;
import dev.naru.hub.channel.ChannelAdministration.Reason;
import dev.naru.hub.time.SystemTime;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.SettingField;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules that keep tests and live payments apart (G40). Every refusal is one sentence that tells
 * the operator what to do.
 */
final class LiveRules {

  /** Names that no resolver outside knows (RFC 6761, RFC 6762, and ICANN's internal). */
  private static final Pattern LOCAL_NAMES =
      Pattern.compile("(.+\\.)?(localhost|localdomain|local|internal)");

  private final String publicUrl;
  private final InstantSource time;
  private final BooleanSupplier demoKeys;
  private final @Nullable URI sandboxBase;
  private final boolean anyoneIsTrusted;

  /**
   * @param publicUrl where browsers and the PGs reach this hub
   * @param demoKeys asks the database whether the demo merchant is in it
   * @param sandboxBase the emulated PGs' address; null where there are none
   * @param anyoneIsTrusted whether this hub believes the forwarding headers of any caller
   */
  LiveRules(
      String publicUrl,
      InstantSource time,
      BooleanSupplier demoKeys,
      @Nullable URI sandboxBase,
      boolean anyoneIsTrusted) {
    this.anyoneIsTrusted = anyoneIsTrusted;
    this.publicUrl = publicUrl;
    this.time = time;
    this.demoKeys = demoKeys;
    this.sandboxBase = sandboxBase;
  }

  /**
   * Why this hub, as it is configured, can't take real money; empty when it can. Makes no query.
   */
  private Optional<Mixing> ofThisHub() {
    if (!SystemTime.is(time)) {
      return refused(
          Reason.TEST_CLOCK,
          "A live channel can't be used with a test clock: start naru-hub, not the playground.");
    }
    if (!publicUrl.startsWith("https://")) {
      return refused(
          Reason.NO_HTTPS,
          "A live channel needs https, and NARU_PUBLIC_URL is %s: put TLS in front of the hub and set NARU_PUBLIC_URL to its https address."
              .formatted(publicUrl));
    }
    if (isLocal(publicUrl)) {
      return refused(
          Reason.LOCAL_ADDRESS,
          "A live channel needs an address that buyers and PGs reach, and NARU_PUBLIC_URL is %s: set it to the hub's public address."
              .formatted(publicUrl));
    }
    if (anyoneIsTrusted) {
      return refused(
          Reason.ANYONE_TRUSTED,
          "A live channel can't be used while NARU_TRUSTED_PROXIES has a network so wide that strangers are in it, who could then pretend to have any address, a PG's too: name the proxies alone.");
    }
    return Optional.empty();
  }

  private Optional<Mixing> ofDemoKeys() {
    if (demoKeys.getAsBoolean()) {
      return refused(
          Reason.DEMO_MERCHANT,
          "A live channel can't share a database with the demo merchant, whose key and secret everybody knows: use a database of its own.");
    }
    return Optional.empty();
  }

  /**
   * Why a channel can't be added to this hub, or this hub can't start with the channel; empty when
   * it can. Queries the database.
   *
   * @param settings the channel's, as far as they are known
   */
  Optional<Mixing> refusal(
      PgConnector connector, String mid, Mode mode, Map<String, String> settings) {
    return refusalOfUse(connector, mid, mode, settings)
        .or(() -> mode == Mode.LIVE ? ofDemoKeys() : Optional.empty());
  }

  /**
   * Why no payment can be made through a channel on this hub; empty when one can. Makes no query.
   */
  Optional<Mixing> refusalOfUse(
      PgConnector connector, String mid, Mode mode, Map<String, String> settings) {
    PgDescription pg = connector.description();
    if (mode == Mode.LIVE) {
      if (pg.isTestMid(mid)) {
        return refused(
            Reason.TEST_MID,
            "MID %s of %s is the one that the PG publishes for tests, so its channel can't be live: add it with --mode sandbox, or enter the MID of your contract."
                .formatted(mid, pg.provider()));
      }
      return ofTestSecrets(pg, settings).or(this::ofThisHub);
    }
    boolean forTests = pg.testMids().contains(mid);
    if (pg.testsOnLiveHosts() && !forTests && !isEmulated(mode)) {
      return refused(
          Reason.REAL_MID,
          "MID %s is no test MID of %s, whose test environment has live hosts in it, so that a sandbox channel would take real money: use one of %s, set NARU_SANDBOX_URL to an emulated PG, or add it with --mode live."
              .formatted(
                  mid, pg.provider(), String.join(", ", pg.testMids().stream().sorted().toList())));
    }
    return Optional.empty();
  }

  /**
   * Refuses keys that a PG publishes: with them, anyone could forge that PG's answers and notices.
   */
  private static Optional<Mixing> ofTestSecrets(PgDescription pg, Map<String, String> settings) {
    List<String> known = pg.testSecretsIn(settings).stream().map(SettingField::key).toList();
    return known.isEmpty()
        ? Optional.empty()
        : refused(
            Reason.TEST_SECRET,
            "%s of this live channel of %s has a value that is published for tests, which everybody knows: enter the one of your contract."
                .formatted(String.join(", ", known), pg.provider()));
  }

  private static Optional<Mixing> refused(Reason reason, String sentence) {
    return Optional.of(new Mixing(reason, sentence));
  }

  private boolean isEmulated(Mode mode) {
    return mode == Mode.SANDBOX && sandboxBase != null;
  }

  private static boolean isLocal(String address) {
    String host;
    try {
      host = new URI(address).getHost();
    } catch (URISyntaxException e) {
      return true;
    }
    if (host == null) {
      return true;
    }
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    try {
      return isOfThisNetwork(InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException isName) {
      return LOCAL_NAMES.matcher(name).matches();
    }
  }

  private static boolean isOfThisNetwork(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return uniqueLocal
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress();
  }
}
