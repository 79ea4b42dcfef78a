package dev.naru.hub.console.payments;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.console.Form;
import dev.naru.hub.console.Typed;
import dev.naru.hub.console.Visit;
import dev.naru.hub.database.Columns;
import dev.naru.hub.payment.BuyerWord;
import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Key;
import dev.naru.hub.payment.PaymentState;
import dev.naru.pg.spi.PayMethod;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the search form: turns what was typed into filters. A value that it can't read gets an
 * error at its field.
 */
final class PaymentQuery {

  /** The names of the form's fields, in the order in which the page shows them. */
  static final List<String> FIELDS =
      List.of("q", "by", "from", "to", "status", "method", "channel", "min", "max", "issuer");

  /**
   * The kinds of thing that a searched text can be, in the order in which each is tried if the user
   * chose none.
   */
  static final List<String> KINDS = List.of("payment", "order", "buyer", "tid", "card");

  private static final int LONGEST = 200;

  private final Visit visit;
  private final Form form;

  private PaymentQuery(Visit visit, Form form) {
    this.visit = visit;
    this.form = form;
  }

  /**
   * The filters that the text can mean, the likeliest first; a single one where the meaning is
   * clear.
   *
   * @param form gets a sentence for each field that is wrong
   */
  static List<Filter> of(Visit visit, Form form) {
    var query = new PaymentQuery(visit, form);
    Filter rest = query.rest();
    return query.keys().stream().map(key -> rest.withKey(key.orElse(null))).toList();
  }

  /** The form from the values of an address. */
  static Form form(Map<String, String> params) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String value = params.getOrDefault(field, "").strip();
      values.put(
          field, Columns.storable(value.length() > LONGEST ? value.substring(0, LONGEST) : value));
    }
    return Form.of(values);
  }

  /** The form's values as the query of an address, without the empty ones. */
  static String address(Form form) {
    return FIELDS.stream()
        .filter(field -> !form.get(field).isEmpty())
        .map(field -> field + "=" + URLEncoder.encode(form.get(field), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /**
   * The form's values as the query of an address, without the searched text, which may be a buyer's
   * name.
   */
  static String addressWithoutText(Form form) {
    Map<String, String> rest = new LinkedHashMap<>(form.values());
    rest.remove("q");
    rest.remove("by");
    return address(Form.of(rest));
  }

  private List<Optional<Key>> keys() {
    String text = form.get("q");
    if (text.isEmpty()) {
      return List.of(Optional.empty());
    }
    String by = form.get("by");
    if (KINDS.contains(by)) {
      Optional<Key> key = key(by, text);
      if (key.isEmpty()) {
        form.wrong("q", visit.text("payments.wrong-" + (by.equals("card") ? "card" : "text")));
      }
      return List.of(key);
    }
    List<Optional<Key>> all = new ArrayList<>();
    KINDS.stream().map(kind -> key(kind, text)).filter(Optional::isPresent).forEach(all::add);
    return all;
  }

  private static Optional<Key> key(String kind, String text) {
    return switch (kind) {
      case "payment" -> Optional.of(new Key.PaymentNumber(text));
      case "order" -> Optional.of(new Key.OrderNumber(text));
      case "tid" -> Optional.of(new Key.PgTid(text));
      case "buyer" -> BuyerWord.typed(text).map(Key.Buyer::new);
      default -> Key.Card.typed(text).map(card -> card);
    };
  }

  private Filter rest() {
    Instant from = day("from").map(Typed::start).orElse(null);
    Instant to = day("to").map(day -> Typed.start(day.plusDays(1))).orElse(null);
    if (from != null && to != null && !from.isBefore(to)) {
      form.wrong("to", visit.text("payments.wrong-range"));
    }
    Long least = number("min");
    Long most = number("max");
    if (least != null && most != null && least > most) {
      form.wrong("max", visit.text("payments.wrong-amounts"));
    }
    return new Filter(
        null,
        from,
        to,
        states(),
        PayMethod.of(form.get("method")).orElse(null),
        number("channel"),
        least,
        most,
        form.get("issuer").isEmpty() ? null : form.get("issuer"));
  }

  private Set<PaymentState> states() {
    return switch (form.get("status")) {
      case "open" ->
          Set.of(PaymentState.READY, PaymentState.APPROVING, PaymentState.AWAITING_DEPOSIT);
      case "" -> Set.of();
      case String word -> {
        try {
          yield Set.of(PaymentState.valueOf(word.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
          yield Set.of();
        }
      }
    };
  }

  private Optional<LocalDate> day(String field) {
    if (form.get(field).isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> day = Typed.day(form.get(field));
    if (day.isEmpty()) {
      form.wrong(field, visit.text("payments.wrong-day"));
    }
    return day;
  }

  private @Nullable Long number(String field) {
    String text = form.get(field).replace(",", "");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,15}")) {
      form.wrong(field, visit.text("payments.wrong-number"));
      return null;
    }
    return Long.valueOf(text);
  }
}
