package dev.naru.hub.billing;

import static dev.naru.hub.billing.Subscriber.statusIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When nobody knows whether KG Mobilians charged a key: it has no inquiry, so the charge is undone
 * (docs/decisions/0006).
 */
class UnknownPhoneChargeTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop().withMobilians();
  private final Subscriber subscriber = Subscriber.of(shop);
  private final String orderNumber = Shop.newOrder();

  /** A key that has never been charged. */
  @BeforeEach
  void the_phone_has_a_key() {
    world.isFarFromMidnight();
    shop.put("mobilians.billing.issue_mode", "key_only");
    Map<String, Object> param = PhoneBuyer.order("phone", Shop.newOrder(), 8_000);
    param.put("customer_uid", subscriber.uid());
    new PhoneBuyer(shop).opens(param).agrees().post();
    assertThat(subscriber.known().code()).isZero();
  }

  private void fault(String fault, String extra) {
    world.scenarioOfOrder(PhoneBuyer.PG, orderNumber, fault, extra);
  }

  private void later(int seconds) {
    world.time.advance(Duration.ofSeconds(seconds));
    hub.settle();
  }

  private String paymentNumber() {
    return shop.paymentNumberOf(orderNumber);
  }

  private void assertUnresolved(Answer answer) {
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).isEqualTo(Subscriber.UNRESOLVED);
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("ready");
  }

  /** And its month is free again. */
  private void assertUndone() {
    assertThat(shop.statusOf(paymentNumber())).isEqualTo("failed");
    assertThat(world.callsAbout(paymentNumber())).filteredOn("approval"::equals).hasSize(1);
    BothBooks.agreeFor(shop);
    assertThat(statusIn(subscriber.again(orderNumber, 8_000))).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_key_is_charged() {
    assertThat(statusIn(subscriber.again(orderNumber, 8_000))).isEqualTo("paid");
    assertThat(world.callsAbout(paymentNumber())).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G04")
  @CsvSource(
      delimiter = ';',
      value = {"timeout_after_approval;", "garbage_answer;", "wrong_amount; ,\"amount\":7100"})
  void a_charge_without_a_good_answer_is_given_back_at_once(String fault, String extra) {
    fault(fault, extra == null ? "" : extra);

    Answer answer = subscriber.again(orderNumber, 8_000);

    assertThat(statusIn(answer)).isEqualTo("failed");
    assertThat(world.chargesOf(paymentNumber()))
        .singleElement()
        .satisfies(charge -> assertThat(charge.isWhollyCancelled()).isTrue());
    assertUndone();
  }

  @Test
  @Tag("G04")
  void a_charge_that_the_pg_never_saw_is_believed_so_after_a_while() {
    fault("timeout_before_approval", "");
    assertUnresolved(subscriber.again(orderNumber, 8_000));
    assertThat(subscriber.again(Shop.newOrder(), 8_000).code())
        .as("its month is taken meanwhile")
        .isEqualTo(1);

    for (int seconds : List.of(2, 5, 10)) {
      later(seconds);
      assertThat(shop.statusOf(paymentNumber())).isEqualTo("ready");
    }
    later(30);

    assertThat(shop.payment(paymentNumber()).path("fail_reason").asString())
        .isEqualTo("PG사에 결제 내역이 없어 결제되지 않았습니다.");
    assertUndone();
  }

  @Test
  @Tag("G05")
  void a_refused_net_cancel_is_tried_again() {
    fault("timeout_after_approval", "");
    fault("net_cancel_refused", "");
    assertUnresolved(subscriber.again(orderNumber, 8_000));

    later(2);

    assertUndone();
  }

  @Test
  void a_refusal_charges_nothing_and_leaves_the_month_free() {
    fault("decline", "");
    Answer declined = subscriber.again(orderNumber, 8_000);
    assertThat(statusIn(declined)).isEqualTo("failed");
    assertThat(world.chargesOf(paymentNumber())).isEmpty();
    assertUndone();
  }

  @Test
  void what_was_wholly_given_back_leaves_the_month_free() {
    String paid = Subscriber.paymentNumberIn(subscriber.again(orderNumber, 8_000));
    assertThat(subscriber.again(Shop.newOrder(), 8_000).message())
        .startsWith("정기결제 조건(동일 금액, 동일 일자)에 맞지 않습니다.");
    assertThat(shop.cancel(paid).code()).isZero();
    assertThat(statusIn(subscriber.again(Shop.newOrder(), 8_000))).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }
}
