package dev.naru.playground;

import dev.naru.hub.channel.Connectors;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.SettingField;
import dev.naru.playground.shop.PgOffer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** The offers of the demo shop: the demo channels' PGs, as their connectors describe them. */
final class PgOffers {

  private PgOffers() {}

  static PgOffer.All all() {
    Connectors connectors =
        Connectors.load(
            _ -> {
              throw new IOException("a description needs no network");
            },
            InstantSource.system());
    Map<PayMethod, Bilingual> names = new HashMap<>();
    Set<String> keyOnly = new HashSet<>();
    for (PgConnector connector : connectors.all()) {
      PgDescription pg = connector.description();
      pg.capabilities()
          .byMethod()
          .keySet()
          .forEach(each -> names.putIfAbsent(each, pg.nameOf(each)));
      if (!chargesWithKey(pg)) {
        keyOnly.add(pg.provider());
        keyOnly.addAll(pg.aliases());
      }
    }
    List<TestChannel> channels = TestChannel.ofDemo();
    List<PgOffer> offers =
        channels.stream()
            .filter(channel -> !channel.billing())
            .map(TestChannel::provider)
            .distinct()
            .flatMap(code -> connectors.of(code).stream())
            .map(connector -> offer(connector.description(), channels))
            .filter(offer -> !offer.methods().isEmpty())
            .toList();
    return new PgOffer.All(offers, names, keyOnly);
  }

  private static PgOffer offer(PgDescription pg, List<TestChannel> channels) {
    SequencedMap<PayMethod, Bilingual> methods = new LinkedHashMap<>();
    contracted(pg).forEach(method -> methods.put(method, pg.nameOf(method)));
    Optional<PayMethod> keyMethod =
        methods.keySet().stream()
            .filter(method -> pg.capabilities().can(method, Operation.KEY_WINDOW))
            .findFirst();
    PgOffer.Key key =
        channels.stream()
            .filter(channel -> channel.billing() && channel.provider().equals(pg.provider()))
            .findFirst()
            .flatMap(channel ->
                keyMethod.map(method ->
                    new PgOffer.Key(
                        method, pg.provider() + "." + channel.mid(), chargesWithKey(pg))))
            .orElse(null);
    return new PgOffer(pg.provider(), pg.name(), methods, key);
  }

  /**
   * The methods of the default contract, in its order; if it lists none, all methods of the
   * capability table.
   */
  private static Stream<PayMethod> contracted(PgDescription pg) {
    Capabilities table = pg.capabilities();
    List<PayMethod> listed =
        pg.hubSetting("pay_methods").map(SettingField::defaultValue).stream()
            .flatMap(codes -> Stream.of(codes.split("[^a-z0-9_]+")))
            .flatMap(code -> PayMethodCodes.ofV1(code).stream())
            .toList();
    return (listed.isEmpty() ? table.byMethod().keySet().stream() : listed.stream())
        .filter(method -> table.can(method, Operation.PC_WINDOW));
  }

  /**
   * Whether the PG can charge in the same window that issues a billing key. Only a PG that can has
   * the setting which chooses between the two.
   */
  private static boolean chargesWithKey(PgDescription pg) {
    return pg.hubSetting("billing.issue_mode").isPresent();
  }
}
