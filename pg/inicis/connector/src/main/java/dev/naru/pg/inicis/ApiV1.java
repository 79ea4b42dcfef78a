package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.FormBody;
import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * INIAPI v1 (protocols/inicis.md §6): the fields of an order, the form with its hash, and how it
 * refuses. Charges go through v1 and not through v2, because v2 refuses the keys of the new INILite
 * window (§5.3).
 */
final class ApiV1 {
  private static final String CARD = "Card";

  /** The fields that are filled from the channel's settings and not from an order. */
  private static final Set<String> SETTINGS =
      Set.of("mid", "clientIp", "hashData", "timestamp", "url");

  private final PgTransport transport;
  private final InstantSource time;

  ApiV1(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.time = time;
  }

  /**
   * The fields of an order that a charge and the issue of a key have in common (protocols/inicis.md
   * §6.5, §6.8). Every field about the buyer is required: KG INICIS answers {@code ER0102} to an
   * empty one. The maximum lengths are those of the window (§3.2, inferred).
   */
  static SequencedMap<String, String> orderFields(PersistedAttempt attempt, ChargeOrder order) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put("url", InicisSettings.of(attempt.channel()).siteUrl());
    fields.put("moid", attempt.pgOrderNumber());
    fields.put("goodName", WireText.cutWithEllipsis(goods(order), 40));
    fields.put("buyerName", WireText.cut(name(order), 30));
    fields.put("buyerEmail", BuyerFields.emailOrPlaceholder(order.buyer()));
    fields.put("buyerTel", BuyerFields.tel(order.buyer()));
    fields.put("price", Long.toString(attempt.amount().minor()));
    fields.put("currency", "WON");
    if (attempt.channel().mode() == Mode.SANDBOX) {
      // INIAPI v1 documents no echo field. The sandbox reads this one, so that a tester's scenario
      // can name the shop's order number.
      fields.put("merchantData", order.orderNumber());
    }
    return fields;
  }

  /** Adds the fields that only a charge has. */
  static void putTerms(SequencedMap<String, String> fields, ChargeOrder order) {
    fields.put("cardQuota", String.format(Locale.ROOT, "%02d", order.quotaMonths()));
    fields.put("quotaInterest", "0");
    putTax(fields, order);
  }

  /** Adds the tax parts, where the shop named one. */
  static void putTax(SequencedMap<String, String> fields, ChargeOrder order) {
    Tax.of(order.vatAmount(), order.taxFree())
        .ifPresent(tax -> {
          tax.vat().ifPresent(vat -> fields.put("tax", vat));
          fields.put("taxFree", tax.taxFree());
        });
  }

  private static String goods(ChargeOrder order) {
    String clean = WireText.printable(order.name()).strip();
    return clean.isEmpty() ? order.orderNumber() : clean;
  }

  private static String name(ChargeOrder order) {
    return WireText.printable(BuyerFields.name(order.buyer())).strip();
  }

  /**
   * Sends one request about a card, like {@link #call(ChannelConfig, String, String, String,
   * SequencedMap, List)}.
   */
  InicisCall call(
      ChannelConfig channel,
      String service,
      String type,
      SequencedMap<String, String> fields,
      List<String> hashed) {
    return call(channel, service, type, CARD, fields, hashed);
  }

  /**
   * Sends one request.
   *
   * @param payMethod KG INICIS's name of the method; empty for a service that has none
   * @param fields the service's own fields, in addition to those that every service has
   * @param hashed the names of the fields that the hash covers, in the order of hashing
   */
  InicisCall call(
      ChannelConfig channel,
      String service,
      String type,
      String payMethod,
      SequencedMap<String, String> fields,
      List<String> hashed) {
    InicisSettings settings = InicisSettings.of(channel);
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("type", type);
    if (!payMethod.isEmpty()) {
      form.put("paymethod", payMethod);
    }
    form.put("timestamp", KoreaTime.write(time.instant()));
    form.put("clientIp", settings.clientIp());
    form.put("mid", channel.mid());
    Stream<String> covered =
        Stream.concat(List.copyOf(form.values()).stream(), hashed.stream().map(fields::get));
    String hash = new InicisSigner(settings).apiV1(covered.toArray(String[]::new));
    form.putAll(fields);
    form.put("hashData", hash);
    return InicisCall.send(
        transport,
        PgTransport.Request.form(
            new InicisHosts(channel).apiV1(service),
            FormBody.encode(form),
            InicisCall.APPROVAL_TIMEOUT));
  }

  /**
   * How v1 refuses a charge or the issue of a key: with {@code [code][summary|detail]} in the text
   * (protocols/inicis.md §6.8), or with {@code ER0102} and the names of the missing fields (§6.11).
   * Empty when the code doesn't say for certain that nothing was charged.
   */
  static Optional<PgError> refusal(InicisJson answer) {
    InicisErrors.Judged judged = InicisErrors.judge(answer);
    if (judged.certainty() == InicisErrors.Certainty.UNCLEAR) {
      return Optional.empty();
    }
    PgError error = judged.error();
    List<String> fields =
        answer.list("errorDetails").stream()
            .map(detail -> detail.get("field"))
            .filter(field -> field.matches("[A-Za-z]{1,30}"))
            .distinct()
            .toList();
    if (!fields.isEmpty()) {
      Category category = SETTINGS.containsAll(fields) ? Category.CONFIGURATION : error.category();
      String named = fields.stream().collect(Collectors.joining(", ", " (", ")"));
      return Optional.of(InicisErrors.error(error.code(), error.text() + named, category));
    }
    return Optional.of(
        InicisErrors.error(
            error.code(),
            InicisErrors.withoutCode(error.code(), answer.get("resultMsg")),
            error.category()));
  }

  /** Declines an order that isn't in won before anything is sent; empty for every other order. */
  static Optional<Outcome> beforehand(PersistedAttempt attempt) {
    return attempt.amount().currency().equals("KRW")
        ? Optional.empty()
        : Optional.of(
            new Outcome.Declined(
                InicisErrors.error("", "KG이니시스는 원화(KRW) 결제만 지원합니다.", Category.BAD_REQUEST)));
  }

  /** The answer's code, safe for a log. */
  static String code(InicisJson answer) {
    return InicisErrors.judge(answer).error().code();
  }
}
