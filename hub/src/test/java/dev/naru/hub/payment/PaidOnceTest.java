package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.HttpBuyer.Return;
import dev.naru.hub.testing.HttpBuyer.Window;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** However often a buyer's browser comes back, an order is charged once. */
class PaidOnceTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();

  @Test
  @Tag("G18")
  void a_payment_is_in_both_books() {
    String paymentNumber = shop.paid(39_000);
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
    assertThat(hub.world.chargesOf(paymentNumber)).hasSize(1);
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G08")
  void the_same_return_posted_thirty_times_at_once_charges_once_and_gives_one_answer()
      throws Exception {
    Window window = shop.buyer().opens(Shop.newOrder(), 12_000);
    Return back = window.agrees();

    var answers = AtOnce.times(30, back::post);

    var places = new HashSet<String>();
    answers.forEach(answer -> {
      assertThat(answer.statusCode()).isEqualTo(303);
      places.add(answer.headers().firstValue("Location").orElse("nowhere"));
    });
    assertThat(places).hasSize(1);
    assertThat(window.told().path("success").asBoolean()).isTrue();
    assertThat(hub.world.callsAbout(window.paymentNumber())).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  /** All of them believe that they are the first: the claim alone decides. */
  @Test
  @Tag("G08")
  void returns_that_meet_in_the_claim_charge_once() throws Exception {
    Window window = shop.buyer().opens(Shop.newOrder(), 12_000);
    Return back = window.agrees();
    try (Connection other = hub.world.database.getConnection();
        ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      JdbcClient.create(new SingleConnectionDataSource(other, true))
          .sql("select 1 from payment where payment_number = :id for update")
          .param("id", window.paymentNumber())
          .query(Integer.class)
          .single();
      var answers = browsers.submit(() -> AtOnce.times(8, back::post));
      hub.world.untilWaitingForLocks(8);
      other.rollback();
      assertThat(answers.get(60, TimeUnit.SECONDS))
          .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(303));
    }

    assertThat(window.told().path("success").asBoolean()).isTrue();
    assertThat(hub.world.callsAbout(window.paymentNumber())).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G08")
  void a_reload_with_other_words_gets_the_first_answer_and_asks_the_pg_nothing() {
    Window window = shop.buyer().opens(Shop.newOrder(), 12_000);
    Return back = window.agrees();
    back.post();

    back.post();
    back.with("resultCode", "V801").with("resultMsg", "left").post();
    back.with("authToken", "another").post();

    assertThat(window.told().path("success").asBoolean()).isTrue();
    assertThat(hub.world.callsAbout(window.paymentNumber())).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G14")
  void two_windows_of_one_order_approved_at_once_pay_it_once() throws Exception {
    String order = Shop.newOrder();
    List<Window> windows =
        List.of(shop.buyer().opens(order, 5_000), shop.buyer().opens(order, 5_000));
    List<Return> backs = windows.stream().map(Window::agrees).toList();

    AtOnce.all(List.of(backs.get(0)::post, backs.get(1)::post));

    var payments = windows.stream().map(window -> shop.payment(window.paymentNumber())).toList();
    assertThat(payments)
        .extracting(payment -> payment.path("status").asString())
        .containsExactlyInAnyOrder("paid", "failed");
    assertThat(payments)
        .filteredOn(payment -> payment.path("status").asString().equals("failed"))
        .allSatisfy(payment ->
            assertThat(payment.path("fail_reason").asString()).contains("이미 결제가 이루어진 거래건입니다."));
    var calls =
        windows.stream().flatMap(w -> hub.world.callsAbout(w.paymentNumber()).stream()).toList();
    assertThat(calls).containsExactly("approval");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G14")
  void a_paid_order_opens_no_further_window() {
    String order = Shop.newOrder();
    shop.paid(order, 5_000);
    var answer = shop.buyer().requests(HttpBuyer.order(order, 5_000));
    assertThat(answer.path("done").path("error_code").asString("")).isEqualTo("F1002");
  }

  @Test
  @Tag("G14")
  void a_declined_order_can_be_paid_by_another_window() {
    String order = Shop.newOrder();
    Window declined = shop.buyer().opens(order, 5_000);
    declined.agrees("4000-0000-0000-0002").post();
    assertThat(shop.statusOf(declined.paymentNumber())).isEqualTo("failed");

    assertThat(shop.statusOf(shop.paid(order, 5_000))).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }
}
