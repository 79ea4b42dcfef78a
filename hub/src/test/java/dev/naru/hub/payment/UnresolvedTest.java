package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.payment.Unresolved.Asked;
import dev.naru.hub.payment.Unresolved.Case;
import dev.naru.hub.payment.Unresolved.Closed;
import dev.naru.hub.payment.Unresolved.Kind;
import dev.naru.hub.payment.Unresolved.Verdict;
import dev.naru.hub.payment.Unresolved.Word;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No doubt stays for ever: the PG is asked until it, or a person, has said what is true. */
@Tag("G06")
class UnresolvedTest {

  private static final String CANCEL_UNRESOLVED = "취소 결과를 PG사에 확인하고 있습니다. 잠시 후 결제 상태를 조회해 주세요.";

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withInicisBilling();
  private final Unresolved unresolved = hub.bean(Unresolved.class);

  @AfterEach
  void heal() {
    hub.wire.heal();
    hub.settle();
  }

  private void cutsTheLine(boolean afterThePgActed) {
    hub.wire.disturb((request, pg) -> {
      if (afterThePgActed) {
        pg.send(request);
      }
      throw new IOException("the line is cut");
    });
  }

  private void days(int days) {
    world.time.advance(Duration.ofDays(days));
    hub.settle();
  }

  private String cancelledInPart(long paid, long amount) {
    String paymentNumber = shop.paid(paid);
    cutsTheLine(true);
    assertThat(shop.cancel(paymentNumber, amount).message()).isEqualTo(CANCEL_UNRESOLVED);
    return paymentNumber;
  }

  /** A charge by card whose answer was lost; nobody can be asked about it yet. */
  private String charged(String order, boolean reachedThePg) {
    cutsTheLine(reachedThePg);
    assertThat(Subscriber.onetime(shop, Subscriber.CARD, Subscriber.order(order, 8_000)).message())
        .isEqualTo(Subscriber.UNRESOLVED);
    return shop.paymentNumberOf(order);
  }

  private Case only() {
    List<Case> cases = unresolved.list(shop.merchant.id(), 10);
    assertThat(cases).hasSize(1);
    return cases.getFirst();
  }

  private long cancelAmount(String paymentNumber) {
    return shop.payment(paymentNumber).path("cancel_amount").asLong();
  }

  @Test
  void what_five_days_could_not_settle_is_asked_about_daily_until_it_is() {
    String paymentNumber = cancelledInPart(8_000, 3_000);
    days(4);
    for (int day = 0; day < 14; day++) {
      days(1);
    }
    assertThat(only().nextAskAt()).isBefore(world.time.instant().plus(Duration.ofHours(25)));

    hub.wire.heal();
    days(1);

    assertThat(cancelAmount(paymentNumber)).isEqualTo(3_000);
    assertThat(unresolved.list(shop.merchant.id(), 10)).isEmpty();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_further_cancel_asks_the_pg_first_and_carries_on(boolean byOrder) {
    String paymentNumber = cancelledInPart(8_000, 3_000);
    days(4);
    days(1);
    hub.wire.heal();
    String order = shop.payment(paymentNumber).path("merchant_uid").asString();

    Answer answer =
        byOrder
            ? shop.post("/payments/cancel", Map.of("merchant_uid", order, "amount", 5_000))
            : shop.cancel(paymentNumber, 5_000);

    assertThat(answer.code()).isZero();
    assertThat(cancelAmount(paymentNumber)).isEqualTo(8_000);
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_further_cancel_of_more_than_the_pg_has_left_is_refused_by_what_the_pg_says() {
    String paymentNumber = cancelledInPart(8_000, 3_000);
    days(5);
    hub.wire.heal();

    assertThat(shop.cancel(paymentNumber, 8_000).message())
        .isEqualTo("취소 가능 금액을 초과하였습니다. (취소 가능 금액 : 5000)");

    BothBooks.agreeFor(shop);
  }

  @Test
  void a_further_cancel_while_the_pg_hangs_is_answered_soon() throws Exception {
    String paymentNumber = cancelledInPart(8_000, 3_000);
    CountDownLatch end = new CountDownLatch(1);
    hub.wire.disturb((request, pg) -> {
      await(end);
      throw new IOException("no answer");
    });
    long start = System.nanoTime();

    Answer answer = shop.cancel(paymentNumber, 5_000);
    Answer another = shop.cancel(paymentNumber, 5_000);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
    assertThat(answer.message()).isEqualTo(CANCEL_UNRESOLVED);
    assertThat(another.message()).isEqualTo(CANCEL_UNRESOLVED);
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/payments/{number}", "/payments/find/{order}", "/payments?imp_uid[]={number}"})
  void a_look_has_the_pg_asked_soon(String path) {
    String order = Shop.newOrder();
    String paymentNumber = charged(order, true);
    days(5);
    hub.wire.heal();
    world.time.advance(Duration.ofSeconds(1));

    shop.get(
        path.replace("{number}", paymentNumber).replace("{order}", order).replace("[]", "%5B%5D"));
    hub.settle();

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_look_that_is_repeated_asks_once_in_a_while_and_believes_absence_no_sooner() {
    String paymentNumber = charged(Shop.newOrder(), false);
    hub.wire.heal();
    world.time.advance(Duration.ofSeconds(1));
    for (int look = 0; look < 5; look++) {
      shop.payment(paymentNumber);
      hub.settle();
    }
    assertThat(world.callsAbout(paymentNumber)).containsExactly("inquiry");
    for (int look = 0; look < 20; look++) {
      world.time.advance(Duration.ofSeconds(1));
      shop.payment(paymentNumber);
      hub.settle();
    }
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");

    days(1);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void another_charge_of_the_order_asks_the_pg_first(boolean reachedThePg) {
    String order = Shop.newOrder();
    charged(order, reachedThePg);
    days(5);
    hub.wire.heal();

    Answer answer = Subscriber.onetime(shop, Subscriber.CARD, Subscriber.order(order, 8_000));

    if (reachedThePg) {
      assertThat(answer.message()).isEqualTo(Subscriber.TAKEN);
    } else {
      assertThat(Subscriber.statusIn(answer)).isEqualTo("paid");
    }
    assertThat(shop.get("/payments/find/" + order).response().path("status").asString())
        .isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_window_of_the_order_asks_the_pg_first() {
    String order = Shop.newOrder();
    charged(order, false);
    days(5);
    hub.wire.heal();

    String paymentNumber = shop.paid(order, 8_000);

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_cancel_of_a_payment_that_is_not_known_to_be_paid_asks_the_pg_first(boolean byOrder) {
    String order = Shop.newOrder();
    String paymentNumber = charged(order, true);
    days(5);
    assertThat(shop.cancel(paymentNumber).message()).isEqualTo(Subscriber.UNRESOLVED);
    hub.wire.heal();

    Answer answer =
        byOrder
            ? shop.post("/payments/cancel", Map.of("merchant_uid", order))
            : shop.cancel(paymentNumber);

    assertThat(answer.code()).isZero();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("cancelled");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_case_tells_all_that_a_person_needs() {
    String order = Shop.newOrder();
    String paymentNumber = shop.paid(order, 8_000);
    cutsTheLine(true);
    shop.cancel(paymentNumber, 3_000);

    Case open = only();

    assertThat(open.kind()).isEqualTo(Kind.CANCEL);
    assertThat(open.merchantCode()).isEqualTo(shop.merchant.userCode());
    assertThat(open.paymentNumber()).isEqualTo(paymentNumber);
    assertThat(open.orderNumber()).isEqualTo(order);
    assertThat(open.pgTid()).isEqualTo(world.chargesOf(paymentNumber).getFirst().tid());
    assertThat(open.amountMinor()).isEqualTo(3_000);
    assertThat(open.answered()).contains("cancel: no answer", "inquiry: no answer");
    assertThat(open.since()).isEqualTo(world.time.instant());
    assertThat(open.nextAskAt()).isEqualTo(world.time.instant().plusSeconds(2));
    assertThat(unresolved.find(open.id())).contains(open);
    assertThat(unresolved.list(null, 1_000)).contains(open);
    assertThat(unresolved.list(hub.newShop().merchant.id(), 1_000)).isEmpty();
  }

  @Test
  void a_look_and_a_question_at_once_keep_the_pauses() {
    charged(Shop.newOrder(), true);
    UUID id = only().id();
    world.time.advance(Duration.ofSeconds(1));
    hub.bean(AskSoon.class).about(shop.merchant.id(), only().paymentNumber());
    for (int question = 0; question < 3; question++) {
      unresolved.ask(id);
    }
    hub.settle(); // the look that was asked for soon may still hold the case
    assertThat(only().lastAskedAt()).isEqualTo(world.time.instant());
    assertThat(only().nextAskAt()).isBefore(world.time.instant().plusSeconds(11));
  }

  @Test
  void a_person_has_the_pg_asked_now() {
    String paymentNumber = charged(Shop.newOrder(), true);
    UUID id = only().id();

    assertThat(unresolved.ask(id)).isInstanceOf(Asked.StillUnknown.class);
    hub.wire.heal();
    assertThat(unresolved.ask(id)).isInstanceOf(Asked.Settled.class);
    assertThat(unresolved.ask(id)).isEqualTo(new Asked.NoSuchCase());

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"PAID", "NOT_PAID"})
  void a_person_says_what_came_of_a_charge(Verdict verdict) {
    boolean reached = verdict == Verdict.PAID;
    String paymentNumber = charged(Shop.newOrder(), reached);
    String tid = reached ? world.chargesOf(paymentNumber).getFirst().tid() : null;

    Closed closed =
        unresolved.close(new Word(only().id(), verdict, tid, "seen in the PG's console", "kim"));

    assertThat(closed).isInstanceOf(Closed.Done.class);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo(reached ? "paid" : "failed");
    assertThat(journalOf(paymentNumber)).isEqualTo(verdict + " by kim: seen in the PG's console");
    assertThat(unresolved.list(shop.merchant.id(), 10)).isEmpty();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_person_says_what_came_of_a_cancel(boolean reached) {
    String paymentNumber = shop.paid(8_000);
    cutsTheLine(reached);
    shop.cancel(paymentNumber, 3_000);
    Verdict verdict = reached ? Verdict.CANCELLED : Verdict.NOT_CANCELLED;

    Closed closed =
        unresolved.close(new Word(only().id(), verdict, null, "told by telephone", "kim"));

    assertThat(closed).isInstanceOf(Closed.Done.class);
    assertThat(cancelAmount(paymentNumber)).isEqualTo(reached ? 3_000 : 0);
    assertThat(journalOf(paymentNumber)).isEqualTo(verdict + " by kim: told by telephone");
    hub.wire.heal();
    assertThat(shop.cancel(paymentNumber).code()).as("the rest").isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_word_that_cannot_be_true_is_refused() {
    charged(Shop.newOrder(), true);
    UUID id = only().id();

    assertThat(unresolved.close(new Word(id, Verdict.CANCELLED, null, "why", "kim")))
        .isInstanceOf(Closed.Refused.class);
    assertThat(unresolved.close(new Word(id, Verdict.PAID, null, "without a tid", "kim")))
        .isInstanceOf(Closed.Refused.class);
    assertThat(unresolved.close(new Word(id, Verdict.NOT_PAID, null, " ", "kim")))
        .isInstanceOf(Closed.Refused.class);
    assertThat(unresolved.close(new Word(id, Verdict.NOT_PAID, null, "why", "")))
        .isInstanceOf(Closed.Refused.class);
    assertThat(unresolved.close(new Word(UUID.randomUUID(), Verdict.NOT_PAID, null, "why", "kim")))
        .isEqualTo(new Closed.NoSuchCase());
    assertThat(only().id()).isEqualTo(id);
  }

  private String journalOf(String paymentNumber) {
    return world
        .db()
        .sql("select detail from journal where payment_number = :id and what = 'closed_by_person'")
        .param("id", paymentNumber)
        .query(String.class)
        .single();
  }

  @Test
  void metrics_and_a_log_line_name_what_two_days_could_not_settle() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Janitor.class);
    logger.addAppender(log);
    days(2); // whatever other tests of this hub have left open ends
    double before = gauge("naru.unresolved");
    HttpBuyer.Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    cutsTheLine(true);
    back.post();

    for (int day = 0; day < 13; day++) {
      days(2);
    }

    assertThat(gauge("naru.unresolved")).isEqualTo(before + 1);
    assertThat(gauge("naru.unresolved.oldest")).isGreaterThanOrEqualTo(26 * 86_400.0);
    assertThat(log.list)
        .filteredOn(line -> line.getFormattedMessage().contains(window.paymentNumber()))
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.ERROR);
          assertThat(line.getFormattedMessage())
              .contains("OPERATOR", "APPROVAL", "8000 KRW", shop.merchant.userCode());
        });
    logger.detachAppender(log);
    hub.wire.heal();
    days(2);
    assertThat(gauge("naru.unresolved")).isEqualTo(before);
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  private double gauge(String name) {
    return hub.bean(MeterRegistry.class).get(name).tag("kind", "approve").gauge().value();
  }

  /**
   * KG Mobilians can't be asked: the whole cancel is made once more, which can't give back twice.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void where_a_pg_has_no_inquiry_a_whole_cancel_is_repeated(boolean reachedThePg) {
    Shop phoneShop = hub.newShop().withMobilians();
    PhoneBuyer.Window window = new PhoneBuyer(phoneShop).opens(9_000);
    window.agrees().post();
    cutsTheLine(reachedThePg);
    assertThat(phoneShop.cancel(window.paymentNumber()).message()).isEqualTo(CANCEL_UNRESOLVED);
    hub.wire.heal();

    world.time.advance(Duration.ofSeconds(2));
    hub.settle();

    assertThat(phoneShop.statusOf(window.paymentNumber())).isEqualTo("cancelled");
    BothBooks.agreeFor(phoneShop);
  }
}
