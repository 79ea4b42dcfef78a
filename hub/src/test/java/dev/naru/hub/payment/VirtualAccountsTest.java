package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.AccountBuyer;
import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Virtual accounts of KG INICIS from the issue to their ends, over the real wire. */
class VirtualAccountsTest {

  private static final long AMOUNT = AccountBuyer.AMOUNT;

  // A world of its own: the clock goes past deadlines.
  private static World world;
  private static RunningHub hub;

  private Shop shop;
  private AccountBuyer buyer;

  @BeforeAll
  static void starts() {
    world = new World();
    hub = RunningHub.start(world, Map.of());
  }

  @AfterAll
  static void ends() {
    hub.close();
    world.close();
  }

  @BeforeEach
  void opens() {
    shop = hub.newShop();
    buyer = new AccountBuyer(shop);
  }

  @Test
  @Tag("G17")
  void a_deposit_told_many_times_at_once_pays_once() throws Exception {
    String paymentNumber = buyer.account();
    world.deposit(paymentNumber, AMOUNT);
    String unpaid = buyer.account();
    unheard(unpaid);

    var answers = AtOnce.times(12, () -> buyer.tell(buyer.notice(unpaid)));

    assertThat(answers).containsOnly("OK");
    assertThat(shop.statusOf(unpaid)).isEqualTo("paid");
    world.time.advance(Duration.ofMinutes(10));
    world.untilAcknowledged(unpaid);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G17")
  void two_accounts_of_one_order_paid_in_the_other_order_are_both_on_record() throws Exception {
    String order = Shop.newOrder();
    String first = buyer.account(order);
    String second = buyer.account(order);
    assertThat(List.of(shop.statusOf(first), shop.statusOf(second))).containsOnly("ready");

    world.deposit(second, AMOUNT);
    assertThat(shop.statusOf(second)).isEqualTo("paid");
    assertThat(shop.statusOf(first)).isEqualTo("ready");
    world.deposit(first, AMOUNT);

    assertThat(shop.statusOf(first)).as("the money came all the same").isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G17")
  void two_accounts_of_one_order_paid_at_once_are_both_on_record() throws Exception {
    String order = Shop.newOrder();
    List<String> accounts = List.of(buyer.account(order), buyer.account(order));
    accounts.forEach(this::unheard);

    AtOnce.all(
        List.of(
            () -> buyer.tell(buyer.notice(accounts.get(0))),
            () -> buyer.tell(buyer.notice(accounts.get(1)))));

    assertThat(accounts).allSatisfy(it -> assertThat(shop.statusOf(it)).isEqualTo("paid"));
    assertThat(
            world
                .db()
                .sql("select count(*) from payment where order_number = :o and holds_order")
                .param("o", order)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    world.time.advance(Duration.ofMinutes(10));
    accounts.forEach(world::untilAcknowledged);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G37")
  void another_amount_is_refused_by_the_bank_and_not_believed_by_the_hub() throws Exception {
    String paymentNumber = buyer.account();
    assertThat(world.refusesDeposit(paymentNumber, AMOUNT - 1)).isTrue();

    Map<String, String> wrong = buyer.notice(paymentNumber);
    wrong.put("amt_input", Long.toString(AMOUNT - 1));
    assertThat(buyer.tell(wrong)).as("coming again would change nothing").isEqualTo("OK");

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
    BothBooks.agreeFor(shop);
  }

  /** The money is there, and the inquiry says so: only the notice's account tells that it lies. */
  @Test
  @Tag("G37")
  void a_deposit_told_of_another_account_changes_nothing() throws Exception {
    String paymentNumber = buyer.account();
    unheard(paymentNumber);
    Map<String, String> wrong = buyer.notice(paymentNumber);
    wrong.put("no_vacct", "56200000000000");

    buyer.tell(wrong);

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
    hearsLate(paymentNumber);
    assertThat(shop.statusOf(paymentNumber)).as("told the right account").isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  /** The notice names the amount of the record: only the inquiry tells of another one. */
  @Test
  @Tag("G37")
  void a_deposit_of_which_the_pgs_inquiry_tells_another_amount_changes_nothing() {
    String paymentNumber = buyer.account();
    hub.wire.disturb(PgWire.at("/inquiry", this::tellsLess));
    try {
      world.paysIn(paymentNumber, AMOUNT);
      world.untilTold(paymentNumber, 1);
      assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
    } finally {
      hub.wire.heal();
    }

    hearsLate(paymentNumber);

    assertThat(shop.statusOf(paymentNumber)).as("told the right amount").isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  private PgTransport.Response tellsLess(PgTransport.Request request, PgTransport pg)
      throws IOException {
    PgTransport.Response answer = pg.send(request);
    String text = answer.text(UTF_8);
    String other = text.replaceAll("(\"price\"\\s*:\\s*\"?)" + AMOUNT, "$1" + (AMOUNT - 1_000));
    assertThat(other).isNotEqualTo(text);
    return new PgTransport.Response(answer.status(), answer.contentType(), other.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2099-12-31", "20991231", "2099-12-31 23:59:59", ""})
  void a_day_alone_or_none_lasts_to_the_days_last_second(String due) {
    Map<String, Object> order = HttpBuyer.order(Shop.newOrder(), AccountBuyer.AMOUNT);
    order.put("vbank_due", due);
    Instant until =
        Instant.ofEpochSecond(shop.payment(buyer.takes(order)).path("vbank_date").asLong());
    LocalDateTime local = LocalDateTime.ofInstant(until, ZoneId.of("Asia/Seoul"));
    assertThat(local.toLocalTime()).isEqualTo(LocalTime.of(23, 59, 59));
    if (!due.isEmpty()) {
      assertThat(local.toLocalDate()).isEqualTo(LocalDate.of(2099, 12, 31));
    }
  }

  @Test
  void an_account_that_waits_is_nothing_to_cancel() {
    String paymentNumber = buyer.account();
    Shop.Answer answer = shop.cancel(paymentNumber);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.message()).isEqualTo("취소할 결제건이 존재하지 않습니다.");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_deadline_that_passes_leaves_it_ready_and_a_late_deposit_pays_it() {
    String paymentNumber = buyer.account();
    unheard(paymentNumber);
    pass(paymentNumber);
    hub.settle();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");

    hearsLate(paymentNumber);

    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G12")
  void a_deadline_that_passes_fails_it_where_the_setting_says_so_and_nothing_else_does() {
    shop.put(Setting.VBANK_ON_EXPIRY, "failed");
    String paymentNumber = buyer.account();
    hub.settle();
    assertThat(shop.statusOf(paymentNumber)).as("in time").isEqualTo("ready");
    Shop patient = hub.newShop();
    String another = new AccountBuyer(patient).account();

    pass(paymentNumber);
    hub.settle();

    JsonNode failed = shop.payment(paymentNumber);
    assertThat(failed.path("status").asString()).isEqualTo("failed");
    assertThat(failed.path("fail_reason").asString()).isEqualTo("입금기한 만료");
    assertThat(failed.path("failed_at").asLong()).isEqualTo(world.time.instant().getEpochSecond());
    assertThat(patient.statusOf(another)).isEqualTo("ready");
    BothBooks.agreeFor(shop);
    BothBooks.agreeFor(patient);
  }

  @Test
  @Tag("G12")
  void a_deposit_that_the_pg_accepted_is_paid_even_after_the_deadline_failed_it() {
    shop.put(Setting.VBANK_ON_EXPIRY, "failed");
    String paymentNumber = buyer.account();
    unheard(paymentNumber);
    pass(paymentNumber);
    hub.settle();
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("failed");

    hearsLate(paymentNumber);

    JsonNode paid = shop.payment(paymentNumber);
    assertThat(paid.path("status").asString()).isEqualTo("paid");
    assertThat(paid.path("failed_at").asLong()).isZero();
    assertThat(paid.path("fail_reason").isNull()).isTrue();
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G12")
  void a_deposit_for_a_payment_that_failed_otherwise_changes_nothing() throws Exception {
    String paymentNumber = buyer.account();
    Map<String, String> notice = buyer.notice(paymentNumber);
    world
        .db()
        .sql("update payment set state = 'FAILED', fail_code = 'ELSE' where payment_number = :id")
        .param("id", paymentNumber)
        .update();
    assertThat(buyer.tell(notice)).isEqualTo("OK");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("failed");
  }

  @Test
  void many_accounts_pass_their_deadline_on_two_nodes_and_each_fails_once() throws Exception {
    shop.put(Setting.VBANK_ON_EXPIRY, "failed");
    List<String> accounts =
        List.of(buyer.account(), buyer.account(), buyer.account(), buyer.account());
    try (RunningHub another = RunningHub.start(world, Map.of())) {
      pass(accounts.getFirst());
      AtOnce.all(List.of(() -> settles(hub), () -> settles(another), () -> settles(hub)));
    }
    assertThat(accounts).allSatisfy(it -> assertThat(shop.statusOf(it)).isEqualTo("failed"));
    BothBooks.agreeFor(shop);
  }

  private static boolean settles(RunningHub node) {
    node.settle();
    return true;
  }

  @Test
  @Tag("G17")
  void a_deposit_that_the_bank_takes_back_is_cancelled_once() throws Exception {
    String paymentNumber = buyer.account();
    world.deposit(paymentNumber, AMOUNT);

    takenBack(paymentNumber);

    JsonNode gone = shop.payment(paymentNumber);
    assertThat(gone.path("status").asString()).isEqualTo("cancelled");
    assertThat(gone.path("cancel_reason").asString()).isEqualTo("은행의 입금 취소");
    Map<String, String> again = buyer.notice(paymentNumber);
    again.put("type_msg", "0400");
    assertThat(buyer.tell(again)).isEqualTo("OK");
    assertThat(buyer.tell(buyer.notice(paymentNumber)))
        .as("the deposit, told once more")
        .isEqualTo("OK");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G37")
  void a_taking_back_that_the_pg_knows_nothing_of_changes_nothing() throws Exception {
    String paymentNumber = buyer.account();
    world.deposit(paymentNumber, AMOUNT);
    Map<String, String> forged = buyer.notice(paymentNumber);
    forged.put("type_msg", "0400");
    assertThat(buyer.tell(forged)).isEqualTo("OK");
    forged.put("id_merchant", "INIBillTst");
    assertThat(buyer.tell(forged)).isEqualTo("OK");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G17")
  void a_taking_back_that_overtakes_its_deposit_leaves_no_money_on_record() {
    String paymentNumber = buyer.account();
    unheard(paymentNumber);
    world.takesBack(paymentNumber);
    world.untilTold(paymentNumber, 2);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");

    hearsLate(paymentNumber);

    assertThat(shop.statusOf(paymentNumber)).as("the money is gone already").isEqualTo("ready");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("G09")
  void a_refund_and_a_taking_back_end_in_one_cancel(boolean refundFirst) throws Exception {
    String paymentNumber = buyer.account();
    world.deposit(paymentNumber, AMOUNT);
    if (refundFirst) {
      assertThat(buyer.refund(paymentNumber).code()).isZero();
    } else {
      takenBack(paymentNumber);
      assertThat(buyer.refund(paymentNumber).message()).isEqualTo("이미 전액취소된 주문입니다.");
    }
    Map<String, String> notice = buyer.notice(paymentNumber);
    notice.put("type_msg", "0400");
    assertThat(buyer.tell(notice)).isEqualTo("OK");
    assertThat(shop.payment(paymentNumber).path("cancel_history").size()).isEqualTo(1);
    BothBooks.agreeFor(shop);
  }

  /** Money comes in, but the hub could not check it: the PG will come again in ten minutes. */
  private void unheard(String paymentNumber) {
    world.scenario(paymentNumber, "inquiry_timeout", "");
    world.paysIn(paymentNumber, AMOUNT);
    world.untilTold(paymentNumber, 1);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("ready");
  }

  private static void takenBack(String paymentNumber) {
    world.takesBack(paymentNumber);
    world.untilAcknowledged(paymentNumber);
  }

  /** The clock goes one second past the deadline. */
  private void pass(String paymentNumber) {
    Instant due = Instant.ofEpochSecond(shop.payment(paymentNumber).path("vbank_date").asLong());
    world.time.advance(Duration.between(world.time.instant(), due.plusSeconds(1)));
  }

  private void hearsLate(String paymentNumber) {
    world.time.advance(Duration.ofMinutes(10));
    world.untilAcknowledged(paymentNumber);
  }
}
