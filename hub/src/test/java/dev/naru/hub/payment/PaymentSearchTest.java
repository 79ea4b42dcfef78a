package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.naru.hub.history.Event;
import dev.naru.hub.history.Event.Outcome;
import dev.naru.hub.history.Event.Source;
import dev.naru.hub.history.PaymentHistory;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.payment.PaymentFigures.Line;
import dev.naru.hub.payment.PaymentSearch.Filter;
import dev.naru.hub.payment.PaymentSearch.Key;
import dev.naru.hub.payment.PaymentSearch.Page;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.PayMethod;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looking up payments that were really made: by what, page by page, as CSV, as figures. */
class PaymentSearchTest {

  private static final RunningHub HUB = RunningHub.shared();

  private final Shop shop = HUB.newShop();
  private final PaymentSearch search = HUB.bean(PaymentSearch.class);

  @Test
  void a_payment_is_found_by_all_that_people_know_of_it() {
    String order = Shop.newOrder();
    String paid = pays(order, 5_000, Map.of());
    pays(Shop.newOrder(), 7_000, Map.of("buyer_name", "김영희", "buyer_email", "", "buyer_tel", "1"));
    Payment payment = HUB.bean(Payments.class).find(shop.merchant.id(), paid).orElseThrow();
    String tid = String.valueOf(payment.pgTid());

    for (Key key :
        List.of(
            new Key.PaymentNumber(paid),
            new Key.OrderNumber(order),
            new Key.PgTid(tid),
            buyer("홍 길동"),
            buyer("BUYER@example.com "),
            buyer("01012345678"),
            buyer("010-1234-5678"))) {
      assertThat(numbers(Filter.ANY.withKey(key))).as("%s", key).containsExactly(paid);
    }
    for (Key key :
        List.of(
            new Key.PaymentNumber("imp_1"),
            new Key.OrderNumber("\u0000"),
            new Key.PgTid(""),
            buyer("홍길"),
            new Key.Card("999999", ""))) {
      assertThat(numbers(Filter.ANY.withKey(key))).as("%s", key).isEmpty();
    }
    String shown = String.valueOf(payment.card() == null ? "" : payment.card().maskedNumber());
    Key card = Key.Card.typed(shown).orElseThrow();
    assertThat(numbers(Filter.ANY.withKey(card))).hasSize(2).contains(paid);
    assertThat(Key.Card.typed("1234")).isEmpty();
  }

  @Test
  void conditions_narrow_each_other_whatever_is_looked_for() {
    String paid = pays(Shop.newOrder(), 5_000, Map.of());
    String cancelled = pays(Shop.newOrder(), 9_000, Map.of());
    shop.cancel(cancelled, 1_000);
    String open = shop.buyer().opens(Shop.newOrder(), 5_000).paymentNumber();
    Instant now = HUB.world.time.instant();
    Payment one = HUB.bean(Payments.class).find(shop.merchant.id(), paid).orElseThrow();
    String issuer = one.card() == null ? null : one.card().code();

    for (Key key : Arrays.asList(null, buyer("홍길동"))) {
      assertThat(numbers(with(key, Set.of(PaymentState.PAID), null, null))).containsExactly(paid);
      assertThat(numbers(with(key, Set.of(), 5_001L, null))).containsExactly(cancelled);
      assertThat(numbers(with(key, Set.of(), 5_000L, 5_000L)))
          .containsExactlyInAnyOrder(paid, open);
      assertThat(numbers(between(key, now.minusSeconds(9), now.plusSeconds(1)))).hasSize(3);
      assertThat(numbers(between(key, now.plusSeconds(1), now.plusSeconds(9)))).isEmpty();
      assertThat(numbers(between(key, now.minusSeconds(9), now))).isEmpty();
      assertThat(numbers(method(key, PayMethod.VBANK, null, null))).isEmpty();
      assertThat(numbers(method(key, PayMethod.CARD, one.channelId(), null))).hasSize(3);
      assertThat(numbers(method(key, PayMethod.CARD, one.channelId() + 1, null))).isEmpty();
      assertThat(numbers(method(key, null, null, issuer)))
          .containsExactlyInAnyOrder(paid, cancelled);
      assertThat(numbers(method(key, null, null, "999"))).isEmpty();
    }
  }

  @Test
  void pages_go_back_in_time_and_leave_nothing_out() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(shop.buyer().opens(Shop.newOrder(), 1_000).paymentNumber());
      if (i % 2 == 0) { // two of a moment are told apart by their number
        HUB.world.time.advance(Duration.ofDays(7L * i + 1));
      }
    }
    for (Key key : Arrays.asList(null, buyer("홍길동"))) {
      Filter filter = Filter.ANY.withKey(key);
      List<String> seen = new ArrayList<>();
      Page page = search.find(shop.merchant.id(), filter, null, 2);
      assertThat(page.count()).isEqualTo(5);
      assertThat(page.countIsLeast()).isFalse();
      while (true) {
        seen.addAll(page.list().stream().map(Payment::paymentNumber).toList());
        PageMark next = page.next();
        if (next == null) {
          break;
        }
        assertThat(page.list()).hasSize(2);
        page = search.find(shop.merchant.id(), filter, PageMark.of(next.text()).orElseThrow(), 2);
        assertThat(page.count()).as("what the first page has counted").isEqualTo(5);
      }
      assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
      assertThat(seen.getFirst()).isIn(made.subList(3, 5));
      assertThat(seen.getLast()).isEqualTo(made.getFirst());
    }
    assertThat(PageMark.of("bm9uc2Vuc2U")).isEmpty();
    assertThat(PageMark.of("!")).isEmpty();
  }

  @Test
  @Tag("G31")
  void nobody_finds_anothers_payments() {
    String order = Shop.newOrder();
    String paid = pays(order, 1_000, Map.of());
    Payment payment = HUB.bean(Payments.class).find(shop.merchant.id(), paid).orElseThrow();
    long other = HUB.newShop().merchant.id();

    for (Key key :
        Arrays.asList(
            null,
            new Key.PaymentNumber(paid),
            new Key.OrderNumber(order),
            new Key.PgTid(String.valueOf(payment.pgTid())),
            buyer("홍길동"),
            new Key.Card("123412", ""))) {
      assertThat(search.find(other, Filter.ANY.withKey(key), null, 10).list()).isEmpty();
    }
    assertThat(HUB.bean(PaymentFigures.class).perDay(other, today(), today())).isEmpty();
    assertThat(HUB.bean(Cancellation.class).terms(other, paid)).isEmpty();
  }

  @Test
  void the_days_figures_add_up() {
    pays(Shop.newOrder(), 5_000, Map.of());
    shop.cancel(pays(Shop.newOrder(), 9_000, Map.of()), 1_000);
    shop.buyer().opens(Shop.newOrder(), 2_000);
    PaymentFigures figures = HUB.bean(PaymentFigures.class);
    LocalDate today = today();

    List<Line> lines = figures.perDay(shop.merchant.id(), today.minusDays(30), today);

    assertThat(lines).allMatch(line -> line.day().equals(today)).hasSize(3);
    assertThat(of(lines, PaymentState.PAID)).isEqualTo(List.of(1L, 5_000L, 0L));
    assertThat(of(lines, PaymentState.CANCELLED)).isEqualTo(List.of(1L, 9_000L, 1_000L));
    assertThat(of(lines, PaymentState.READY)).isEqualTo(List.of(1L, 2_000L, 0L));

    pays(Shop.newOrder(), 4_000, Map.of());
    assertThat(figures.perDay(shop.merchant.id(), today, today)).isEqualTo(lines);
    HUB.world.time.advance(Duration.ofSeconds(30));
    assertThat(of(figures.perDay(shop.merchant.id(), today, today), PaymentState.PAID))
        .isEqualTo(List.of(2L, 9_000L, 0L));
  }

  @Test
  void a_csv_has_every_payment_and_no_formula() throws IOException {
    pays("=1+1", 5_000, Map.of("buyer_name", "@홍길동", "name", "\"둘\", 그리고"));
    pays(Shop.newOrder(), 6_000, Map.of());
    StringBuilder csv = new StringBuilder();

    boolean all =
        HUB.bean(PaymentCsv.class)
            .write(shop.merchant.id(), Filter.ANY, PaymentCsv.Column::name, csv);

    assertThat(all).isTrue();
    assertThat(csv.toString()).startsWith("\uFEFFPAYMENT_NUMBER,ORDER_NUMBER,STATUS");
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines).hasSize(3).allMatch(line -> line.split(",", -1).length >= 24);
    assertThat(csv).contains(",'=1+1,paid,2", ",'@홍길동,", ",\"\"\"둘\"\", 그리고\",");
  }

  @Test
  void a_payments_history_tells_all_that_happened_in_order() {
    shop.put(Setting.WEBHOOK_URL, "http://localhost:1/gone");
    String number = pays(Shop.newOrder(), 5_000, Map.of());
    HUB.world.time.advance(Duration.ofSeconds(1));
    HUB.world.scenario(number, "cancel_refused", "");
    shop.cancel(number);
    HUB.world.time.advance(Duration.ofSeconds(1));
    shop.post("/payments/cancel", Map.of("imp_uid", number, "amount", 1_000, "reason", "변심"));
    HUB.settle();
    Payment payment = HUB.bean(Payments.class).find(shop.merchant.id(), number).orElseThrow();

    List<Event> events = HUB.bean(PaymentHistory.class).of(payment);

    assertThat(events).extracting(Event::at).isSorted();
    assertThat(events.getFirst().source()).isEqualTo(Source.SHOP);
    assertThat(events)
        .filteredOn(event -> event.source() == Source.PG)
        .extracting(Event::what, Event::outcome)
        .containsExactly(
            tuple("approve", Outcome.DONE),
            tuple("cancel", Outcome.FAILED),
            tuple("cancel", Outcome.DONE));
    assertThat(events)
        .filteredOn(event -> event.source() == Source.PAYMENT)
        .extracting(Event::what)
        .containsExactly("paid", "cancel_ended", "cancelled");
    assertThat(events)
        .anyMatch(event ->
            event.detail().startsWith("변심") && Objects.equals(event.amountMinor(), 1_000L));
    assertThat(events)
        .filteredOn(event -> event.source() == Source.WEBHOOK)
        .isNotEmpty()
        .first()
        .matches(event -> event.outcome() == Outcome.FAILED && event.took() != null);
  }

  private static List<Long> of(List<Line> lines, PaymentState state) {
    Line line = lines.stream().filter(it -> it.state() == state).findFirst().orElseThrow();
    return List.of(line.count(), line.amountMinor(), line.cancelledMinor());
  }

  private static LocalDate today() {
    return HUB.world.time.instant().atZone(Korea.ZONE).toLocalDate();
  }

  private static Key buyer(String typed) {
    return new Key.Buyer(BuyerWord.typed(typed).orElseThrow());
  }

  private List<String> numbers(Filter filter) {
    Page page = search.find(shop.merchant.id(), filter, null, 100);
    assertThat(page.next()).isNull();
    assertThat(page.count()).isEqualTo(page.list().size());
    return page.list().stream().map(Payment::paymentNumber).toList();
  }

  private static Filter with(
      @Nullable Key key, Set<PaymentState> states, @Nullable Long least, @Nullable Long most) {
    return new Filter(key, null, null, states, null, null, least, most, null);
  }

  private static Filter between(@Nullable Key key, Instant from, Instant to) {
    return new Filter(key, from, to, Set.of(), null, null, null, null, null);
  }

  private static Filter method(
      @Nullable Key key,
      @Nullable PayMethod method,
      @Nullable Long channelId,
      @Nullable String issuer) {
    return new Filter(key, null, null, Set.of(), method, channelId, null, null, issuer);
  }

  private String pays(String order, long amount, Map<String, Object> more) {
    Map<String, Object> param = HttpBuyer.order(order, amount);
    param.putAll(more);
    HttpBuyer.Window window = shop.buyer().opens(param);
    window.agrees().post();
    return window.paymentNumber();
  }
}
