package dev.naru.admin;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Payment;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts that lines of several kinds have in common. */
final class LineParts {

  static final Set<String> CHANNEL = Set.of("pg_provider", "mid", "sandbox");
  static final Set<String> CARD = Set.of("card_code", "card_name", "card_number", "card_quota");
  static final int ORDER_NUMBER = 40;
  static final int CUSTOMER_KEY = 80;

  private final HubServices hub;
  private final Merchant merchant;
  private final Map<String, Optional<Channel>> channels = new HashMap<>();

  LineParts(HubServices hub, Merchant merchant) {
    this.hub = hub;
    this.merchant = merchant;
  }

  /** Refuses a line of another merchant than the command's. */
  void checkMerchant(CsvLine line) {
    String code = line.text("user_code", 20);
    if (code != null && !code.equals(merchant.userCode())) {
      throw BadLine.of("import.bad.merchant", code);
    }
  }

  /** The merchant's channel of this PG and MID, also a disabled one. */
  Channel channel(CsvLine line) {
    String pg = line.needed("pg_provider", 40);
    String mid = line.needed("mid", 40);
    Channel channel =
        channels
            .computeIfAbsent(pg + "." + mid, _ -> channel(pg, mid))
            .orElseThrow(() -> BadLine.of("import.bad.channel", pg, mid));
    String sandbox = line.matching("sandbox", "true|false");
    if (sandbox != null && channel.isTest() != Boolean.parseBoolean(sandbox)) {
      throw BadLine.of("import.bad.sandbox", mid);
    }
    return channel;
  }

  private Optional<Channel> channel(String pg, String mid) {
    Optional<String> provider = hub.get(Connectors.class).of(pg).map(PgConnector::provider);
    return hub.get(ChannelAdministration.class).all(merchant.id()).stream()
        .filter(entry -> provider.isPresent() && entry.provider().equals(provider.get()))
        .filter(entry -> entry.mid().equals(mid))
        .findFirst()
        .flatMap(entry -> hub.get(Channels.class).byId(merchant.id(), entry.id()));
  }

  static PayMethod method(CsvLine line) {
    String code = line.text("pay_method", 32);
    return code == null
        ? PayMethod.CARD
        : PayMethodCodes.ofV1(code).orElseThrow(() -> BadLine.of("import.bad.value", "pay_method"));
  }

  /** The card; null if the line has no value of one. */
  static @Nullable CardUsed card(CsvLine line) {
    String code = line.matching("card_code", "[0-9A-Za-z]{1,8}");
    String name = line.text("card_name", 40);
    String number = line.text("card_number", 40);
    String quota = line.matching("card_quota", "[0-9]{1,2}");
    return code == null && name == null && number == null && quota == null
        ? null
        : new CardUsed(code, name, number, quota == null ? 0 : Integer.parseInt(quota), null);
  }

  /**
   * The person that the line names.
   *
   * @param whose {@code buyer} or {@code customer}, with which the columns' names begin
   */
  static Payment.Buyer person(CsvLine line, String whose) {
    return new Payment.Buyer(
        line.text(whose + "_name", 20),
        line.text(whose + "_email", 200),
        line.text(whose + "_tel", 20),
        line.text(whose + "_addr", 200),
        line.text(whose + "_postcode", 8));
  }

  static Set<String> personColumns(String whose) {
    return Set.of(
        whose + "_name", whose + "_email", whose + "_tel", whose + "_addr", whose + "_postcode");
  }

  /**
   * Refuses currencies other than won: the hub takes over no key and no payment in another
   * currency.
   */
  static void checkCurrency(CsvLine line) {
    line.matching("currency", "(?i)krw");
  }
}
