package dev.naru.admin;

import static java.util.stream.Collectors.toSet;

import dev.naru.hub.billing.HandedOverKeys;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.HandedOver;
import dev.naru.pg.spi.TakesOverKeys;
import dev.naru.pg.spi.TakesOverKeys.KeyField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads billing keys from lines. Each PG has columns of its own besides those of all PGs. */
final class KeyLines implements ImportCommand.Lines {

  private static final Set<String> NEEDED = Set.of("customer_uid", "pg_provider", "mid");
  private static final Set<String> MORE =
      Set.of("user_code", "pay_method", "customer_id", "imp_uid", "issued_at");
  private static final int LONGEST_VALUE = 500;

  private final HandedOverKeys keys;
  private final LineParts parts;
  private final Set<String> ofPgs;

  KeyLines(HubServices hub, Merchant merchant) {
    keys = hub.get(HandedOverKeys.class);
    parts = new LineParts(hub, merchant);
    ofPgs =
        hub.get(Connectors.class).all().stream()
            .filter(TakesOverKeys.class::isInstance)
            .flatMap(pg -> ((TakesOverKeys) pg).keyFields().stream())
            .map(KeyField::name)
            .collect(toSet());
  }

  @Override
  public void check(CsvFile file) {
    Set<String> known = new HashSet<>(NEEDED);
    known.addAll(MORE);
    known.addAll(LineParts.CHANNEL);
    known.addAll(LineParts.CARD);
    known.addAll(LineParts.personColumns("customer"));
    known.addAll(ofPgs);
    file.check(NEEDED, known);
  }

  @Override
  public HandedOver enter(CsvLine line) {
    parts.checkMerchant(line);
    Channel channel = parts.channel(line);
    String issuedBy = line.text("imp_uid", 40);
    return keys.enter(
        new HandedOverKeys.Key(
            channel,
            line.needed("customer_uid", LineParts.CUSTOMER_KEY),
            LineParts.method(line),
            values(line),
            LineParts.card(line),
            line.text("customer_id", 80),
            LineParts.person(line, "customer"),
            issuedBy == null ? "handed over" : issuedBy,
            line.time("issued_at")),
        Texts.language());
  }

  private Map<String, String> values(CsvLine line) {
    Map<String, String> values = new HashMap<>();
    for (String name : ofPgs) {
      String value = line.text(name, LONGEST_VALUE);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values;
  }
}
