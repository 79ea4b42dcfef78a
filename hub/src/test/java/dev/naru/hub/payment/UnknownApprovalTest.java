package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.naru.hub.payment.call.OpenCalls;
import dev.naru.hub.payment.call.OpenCalls.OpenCall;
import dev.naru.hub.payment.store.JdbcDueAttempts;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.work.RowLease;
import dev.naru.hub.work.WakeUp;
import dev.naru.pg.spi.PgTransport;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When nobody knows whether the PG charged, nobody is charged in the end (decision 1). */
class UnknownApprovalTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();
  private final Janitor janitor = hub.bean(Janitor.class);

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  private void later(Duration step) {
    world.time.advance(step);
    janitor.settle(SOON);
  }

  @ParameterizedTest
  @Tag("G04")
  @CsvSource(
      delimiter = ';',
      value = {
        "timeout_before_approval;",
        "timeout_after_approval;",
        "garbage_answer;",
        "wrong_amount; ,\"amount\":999",
      })
  void an_answer_that_says_nothing_sure_is_undone_at_once(String fault, String extra) {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    world.scenario(window.paymentNumber(), fault, extra == null ? "" : extra);

    window.agrees().post();

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(window.told().path("success").asBoolean()).isFalse();
    assertThat(world.callsAbout(window.paymentNumber())).containsExactly("approval", "net_cancel");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G05")
  void a_refused_net_cancel_ends_by_inquiry_and_cancel() {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    world.scenario(window.paymentNumber(), "timeout_after_approval", "");
    world.scenario(window.paymentNumber(), "net_cancel_refused", "");
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    assertThat(window.told().path("done").asBoolean()).isFalse();
    assertThat(world.chargesOf(window.paymentNumber()))
        .allSatisfy(charge -> assertThat(charge.isWhollyCancelled()).isFalse());

    later(Duration.ofMinutes(11)); // net cancel is too late by then

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(world.chargesOf(window.paymentNumber()))
        .hasSize(1)
        .allSatisfy(charge -> assertThat(charge.isWhollyCancelled()).isTrue());
    assertThat(world.callsAbout(window.paymentNumber())).contains("inquiry").endsWith("cancel");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G05")
  void a_refused_net_cancel_is_tried_again_while_it_is_possible() {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    world.scenario(window.paymentNumber(), "timeout_after_approval", "");
    world.scenario(window.paymentNumber(), "net_cancel_refused", "");
    window.agrees().post();

    later(Duration.ofSeconds(2));

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    assertThat(world.callsAbout(window.paymentNumber())).endsWith("net_cancel");
    BothBooks.agreeFor(shop);
  }

  /** A net cancel with a proof of another payment would give that one's money back. */
  @Test
  @Tag("G27")
  void a_proof_that_was_moved_to_another_attempts_row_does_not_open() {
    Window mine = shop.buyer().opens(Shop.newOrder(), 8_000);
    Window others = shop.buyer().opens(Shop.newOrder(), 8_000);
    hub.wire.disturb((request, pg) -> {
      if (request.uri().getPath().endsWith("/payAuth")) {
        pg.send(request);
      }
      throw new IOException("the line is cut");
    });
    mine.agrees().post();
    others.agrees().post();
    hub.wire.heal();
    byte[] proof = proofOf(mine);
    putProof(mine, proofOf(others));

    later(Duration.ofSeconds(2));

    assertThat(world.callsAbout(mine.paymentNumber())).containsExactly("approval");
    assertThat(shop.statusOf(mine.paymentNumber())).isEqualTo("ready");
    assertThat(world.callsAbout(others.paymentNumber()))
        .as("its own proof, once")
        .containsExactly("approval", "net_cancel");

    putProof(mine, proof);
    later(Duration.ofMinutes(1));
    assertThat(shop.statusOf(mine.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  private byte[] proofOf(Window window) {
    return world
        .db()
        .sql("select proof_sealed from attempt where payment_number = :id")
        .param("id", window.paymentNumber())
        .query(byte[].class)
        .single();
  }

  private void putProof(Window window, byte[] sealed) {
    world
        .db()
        .sql("update attempt set proof_sealed = :proof where payment_number = :id")
        .param("proof", sealed)
        .param("id", window.paymentNumber())
        .update();
  }

  @ParameterizedTest
  @Tag("G04")
  @CsvSource({"true", "false"})
  void a_line_that_is_cut_for_an_hour_charges_nobody(boolean afterTheApproval) {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    hub.wire.disturb((request, pg) -> {
      if (afterTheApproval && request.uri().getPath().endsWith("/payAuth")) {
        pg.send(request);
      }
      throw new IOException("the line is cut");
    });
    back.post();
    later(Duration.ofSeconds(2));
    later(Duration.ofMinutes(20));
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");

    hub.wire.heal();
    later(Duration.ofHours(1));

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G04")
  void an_approval_that_reaches_the_pg_after_the_inquiry_did_is_undone_all_the_same()
      throws IOException {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    List<PgTransport.Request> onItsWay = new ArrayList<>();
    hub.wire.disturb((request, pg) -> {
      if (request.uri().getPath().endsWith("/inquiry")) {
        return pg.send(request);
      }
      onItsWay.add(request);
      throw new IOException("no answer");
    });
    back.post();
    assertThat(world.callsAbout(window.paymentNumber())).containsExactly("inquiry");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");
    // However long ago it was: until a net cancel is answered, the approval may still be on its
    // way.
    later(OpenCall.BELIEVES_ABSENCE);
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("ready");

    hub.wire.heal();
    hub.wire.send(onItsWay.getFirst());
    assertThat(world.chargesOf(window.paymentNumber())).hasSize(1);
    later(Duration.ofMinutes(1));

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G06")
  void what_the_pg_never_answers_is_told_to_an_operator_and_asked_about_still() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Janitor.class);
    logger.addAppender(log);
    double before = handedOver();
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    hub.wire.disturb((request, pg) -> {
      throw new IOException("no answer");
    });
    back.post();

    for (int turn = 0; turn < 14; turn++) {
      later(Duration.ofHours(25));
      assertThat(outcomeOf(window.paymentNumber())).isEqualTo("open");
    }

    assertThat(handedOver()).isEqualTo(before + 1);
    assertThat(log.list)
        .anySatisfy(line -> {
          assertThat(line.getLevel()).isEqualTo(Level.ERROR);
          assertThat(line.getFormattedMessage()).contains("OPERATOR", window.paymentNumber());
        });
    logger.detachAppender(log);

    hub.wire.heal();
    later(Duration.ofHours(25));
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
  }

  @Test
  @Tag("G06")
  void an_attempt_that_breaks_the_janitor_is_told_to_an_operator_too() {
    double before = handedOver();
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    hub.wire.disturb((request, pg) -> {
      throw new IOException("no answer");
    });
    back.post();
    // As after a lost key ring, or a PG's connector that isn't installed any more.
    world
        .db()
        .sql("update attempt set proof_sealed = '\\x00' where payment_number = :id")
        .param("id", window.paymentNumber())
        .update();

    for (int turn = 0; turn < 12; turn++) {
      later(Duration.ofHours(25));
    }

    assertThat(handedOver()).isEqualTo(before + 1);
  }

  @Test
  @Tag("G01")
  void an_approval_that_comes_back_after_the_janitor_undid_it_changes_nothing() throws Exception {
    Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
    var back = window.agrees();
    CountDownLatch charged = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    hub.wire.disturb(
        PgWire.at(
            "/payAuth",
            (request, pg) -> {
              var answer = pg.send(request);
              charged.countDown();
              await(goOn);
              return answer;
            }));
    try (ExecutorService browser = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> posted = browser.submit(back::post);
      await(charged);
      later(Duration.ofSeconds(50));
      assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
      goOn.countDown();
      posted.get(60, TimeUnit.SECONDS);
    }

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G01")
  void two_janitors_on_one_database_share_the_work_and_repeat_none_of_it() throws Exception {
    List<String> open = new ArrayList<>();
    hub.wire.disturb((request, pg) -> {
      if (request.uri().getPath().endsWith("/payAuth")) {
        pg.send(request);
      }
      throw new IOException("the line is cut");
    });
    for (int i = 0; i < 20; i++) {
      Window window = shop.buyer().opens(Shop.newOrder(), 8_000);
      window.agrees().post();
      open.add(window.paymentNumber());
    }
    hub.wire.heal();
    world.time.advance(Duration.ofMinutes(1));

    Callable<Boolean> round =
        () -> {
          Janitor other = another();
          other.start();
          try {
            return other.settle(SOON);
          } finally {
            other.stop();
          }
        };
    assertThat(AtOnce.all(List.of(round, round, round))).containsOnly(true);
    janitor.settle(SOON);

    for (String paymentNumber : open) {
      assertThat(world.callsAbout(paymentNumber)).containsExactly("approval", "net_cancel");
    }
    BothBooks.agreeFor(shop);
  }

  private Janitor another() {
    return new Janitor(
        new JdbcDueAttempts(hub.bean(JdbcClient.class), hub.bean(RowLease.class)),
        hub.bean(OpenCalls.class),
        hub.bean(Unresolved.class),
        world.time,
        new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
        new WakeUp(),
        false);
  }

  private double handedOver() {
    return hub.bean(MeterRegistry.class).get("naru.attempts.handed.to.operator").counter().count();
  }

  private String outcomeOf(String paymentNumber) {
    return world
        .db()
        .sql("select coalesce(outcome, 'open') from attempt where payment_number = :id")
        .param("id", paymentNumber)
        .query(String.class)
        .single();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing happened for a minute");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
