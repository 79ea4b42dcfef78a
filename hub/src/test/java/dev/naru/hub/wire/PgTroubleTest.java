package dev.naru.hub.wire;

import static dev.naru.hub.billing.Subscriber.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgTransport.Request;
import dev.naru.pg.spi.PgTransport.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of call to each PG over a wire that misbehaves while the call lasts, its net cancels
 * and inquiries included. Whatever the caller was told stays true, and in the end both books agree.
 */
class PgTroubleTest {

  private static final long AMOUNT = 8_000;

  /** Real time; a fault that takes its time must last longer. */
  private static final Duration TIME_OUT = Duration.ofMillis(400);

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop().withInicisBilling().withMobilians();
  private final String order = Shop.newOrder();

  /** What the hub asks a PG for, each with all that comes before done already. */
  enum Call {
    INICIS_WINDOW,
    INICIS_ACCOUNT,
    INICIS_ONETIME,
    INICIS_FIRST_CHARGE,
    INICIS_AGAIN,
    INICIS_KEY,
    INICIS_CANCEL,
    INICIS_PARTIAL_CANCEL,
    MOBILIANS_WINDOW,
    MOBILIANS_KEY,
    MOBILIANS_AGAIN,
    MOBILIANS_CANCEL
  }

  static Stream<Arguments> table() {
    return Stream.of(Call.values())
        .flatMap(call -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(call, trouble)));
  }

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  @ParameterizedTest(name = "{0} {1}")
  @Tag("G04")
  @Tag("G05")
  @Tag("G18")
  @MethodSource("table")
  void whatever_the_wire_does_what_was_told_stays_true_and_the_books_agree(
      Call call, Trouble trouble) {
    shop.put("mobilians.billing.issue_mode", "key_only");
    hub.world.time.advance(Duration.ofMinutes(11)); // the brake forgets the other rows' cards
    AtomicReference<@Nullable Response> anothers = new AtomicReference<>();
    if (trouble == Trouble.ANOTHERS_ANSWER) {
      hub.wire.disturb((request, pg) -> {
        Response answer = pg.send(request);
        anothers.compareAndSet(null, answer);
        return answer;
      });
      Supplier<Answer> first = prepared(call, Shop.newOrder());
      anothers.set(null);
      Answer _ = first.get();
      hub.wire.heal();
    }
    Supplier<Answer> asks = prepared(call, order);

    Answer told;
    try (BadPg pg = new BadPg(trouble, anothers.get())) {
      hub.wire.disturb(pg);
      told = asks.get();
    }
    hub.wire.heal();

    assertThat(told.status()).as("%s", told).isIn(200, 503);
    hub.settle();
    for (int look = 0; look < 6 && shop.hasOpenAttempts(); look++) {
      hub.world.time.advance(look < 4 ? Duration.ofSeconds(45) : Duration.ofMinutes(11));
      hub.settle();
    }
    BothBooks.agreeFor(shop);
    staysTrue(told);
  }

  private void staysTrue(Answer told) {
    String number = told.response().path("imp_uid").asString("");
    if (told.code() != 0 || number.isEmpty()) {
      return;
    }
    String before = told.response().path("status").asString("");
    if (!before.equals("ready")) {
      assertThat(shop.statusOf(number)).as("as it was told").isEqualTo(before);
    }
    assertThat(shop.payment(number).path("cancel_amount").asLong())
        .isEqualTo(told.response().path("cancel_amount").asLong());
  }

  private Supplier<Answer> prepared(Call call, String order) {
    return switch (call) {
      case INICIS_WINDOW -> posting(shop.buyer().opens(order, AMOUNT).agrees(), order);
      case INICIS_ACCOUNT -> {
        Map<String, Object> param = HttpBuyer.order(order, AMOUNT);
        param.put("pay_method", "vbank");
        yield posting(shop.buyer().opens(param).fills(Map.of("bank", "88", "payer", "홍길동")), order);
      }
      case INICIS_ONETIME -> () -> Subscriber.onetime(shop, CARD, Subscriber.order(order, AMOUNT));
      case INICIS_FIRST_CHARGE -> {
        Subscriber subscriber = Subscriber.of(shop);
        yield () -> subscriber.onetime(CARD, Subscriber.order(order, AMOUNT));
      }
      case INICIS_AGAIN -> {
        Subscriber subscriber = Subscriber.withCard(shop, CARD);
        yield () -> subscriber.again(order, AMOUNT);
      }
      case INICIS_KEY -> {
        Subscriber subscriber = Subscriber.of(shop);
        yield () -> subscriber.givesCard(CARD);
      }
      case INICIS_CANCEL -> {
        String paid = shop.paid(order, AMOUNT);
        yield () -> shop.cancel(paid);
      }
      case INICIS_PARTIAL_CANCEL -> {
        String paid = shop.paid(order, AMOUNT);
        yield () -> shop.cancel(paid, 3_000);
      }
      case MOBILIANS_WINDOW ->
          posting(
              new PhoneBuyer(shop).opens(PhoneBuyer.order("phone", order, AMOUNT)).agrees(), order);
      case MOBILIANS_KEY -> posting(phoneKey("customer_" + order, order), order);
      case MOBILIANS_AGAIN -> {
        Subscriber subscriber = Subscriber.of(shop);
        phoneKey(subscriber.uid(), Shop.newOrder()).post();
        yield () -> subscriber.again(order, AMOUNT);
      }
      case MOBILIANS_CANCEL -> {
        PhoneBuyer.Window window =
            new PhoneBuyer(shop).opens(PhoneBuyer.order("phone", order, AMOUNT));
        window.agrees().post();
        yield () -> shop.cancel(window.paymentNumber());
      }
    };
  }

  private HttpBuyer.Return phoneKey(String customer, String order) {
    Map<String, Object> param = PhoneBuyer.order("phone", order, AMOUNT);
    param.put("customer_uid", customer);
    return new PhoneBuyer(shop).opens(param).agrees();
  }

  /** A buyer's return; what the shop is told of it is what it reads. */
  private Supplier<Answer> posting(HttpBuyer.Return back, String order) {
    return () -> {
      back.post();
      return shop.get("/payments/" + shop.paymentNumberOf(order));
    };
  }

  /** Stands between the hub and the PG: all requests go to a {@link BadServer}. */
  private static final class BadPg implements PgWire.Turn, AutoCloseable {
    private final BadServer server;
    private final AtomicReference<@Nullable Request> original = new AtomicReference<>();
    private volatile @Nullable PgTransport pg;

    BadPg(Trouble trouble, @Nullable Response anothers) {
      server =
          new BadServer(
              trouble,
              (path, body) -> {
                Request request = original.get();
                PgTransport there = pg;
                if (request == null || there == null) {
                  throw new IllegalStateException("nothing was asked");
                }
                Response answer = there.send(request);
                Response given = anothers == null ? answer : anothers;
                return new BadServer.Answer(given.contentType(), given.body());
              });
    }

    @Override
    public synchronized Response take(Request request, PgTransport pg) throws IOException {
      this.pg = pg;
      original.set(request);
      return pg.send(
          new Request(
              URI.create(server.address() + "/"), request.contentType(), request.body(), TIME_OUT));
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
