package dev.naru.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A merchant's server that misbehaves when it is asked to confirm a payment, or told of one. */
class MerchantTroubleTest {

  private static final long AMOUNT = 8_000;

  private final RunningHub hub = RunningHub.shared();
  private final AtomicInteger asked = new AtomicInteger();

  private BadServer server(Trouble trouble) {
    return new BadServer(
        trouble,
        (path, body) -> {
          asked.incrementAndGet();
          // Long enough that a drip outlasts a webhook's and a confirmation's time.
          byte[] text =
              ("{\"reason\":\"" + "가".repeat(400) + "\"}").getBytes(StandardCharsets.UTF_8);
          return new BadServer.Answer("application/json", text);
        });
  }

  /** Only a whole 200 says yes; a merchant that answers 200 with nonsense has said it. */
  @ParameterizedTest
  @Tag("G01")
  @EnumSource(
      value = Trouble.class,
      mode = Mode.EXCLUDE,
      // These take ten seconds of real time, and GuardedMerchantServerTest has them.
      names = {"LATE", "DRIP"})
  void a_payment_is_approved_only_where_the_merchant_has_said_yes(Trouble trouble) {
    boolean says200 =
        switch (trouble) {
          case GARBAGE, WRONG_CHARSET, TWICE, ANOTHERS_ANSWER -> true;
          default -> false;
        };
    Shop shop = hub.newShop();
    String order = Shop.newOrder();
    try (BadServer server = server(trouble)) {
      Map<String, Object> param = HttpBuyer.order(order, AMOUNT);
      param.put("confirm_url", server.address() + "/confirm");
      HttpBuyer.Window window = shop.buyer().opens(param);

      window.agrees().post();

      String status = shop.statusOf(window.paymentNumber());
      assertThat(status).isEqualTo(says200 ? "paid" : "failed");
      assertThat(hub.world.callsAbout(window.paymentNumber()).contains("approval"))
          .as("the PG is asked only then")
          .isEqualTo(says200);
    }
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G20")
  @EnumSource(
      value = Trouble.class,
      mode = Mode.EXCLUDE,
      names = {"LATE", "DRIP"})
  void a_webhook_that_was_not_taken_is_sent_again_and_the_payment_is_as_it_was(Trouble trouble) {
    // The status line decides (spec/webhooks.md §4): what is left of the body doesn't matter.
    boolean taken =
        switch (trouble) {
          case HALF_A_BODY, GARBAGE, WRONG_CHARSET, TWICE, ANOTHERS_ANSWER -> true;
          default -> false;
        };
    Shop shop = hub.newShop();
    String number;
    try (BadServer server = server(trouble)) {
      shop.put(Setting.WEBHOOK_URL, server.address() + "/webhook");
      number = shop.paid(AMOUNT);
      hub.settle();
      assertThat(pending(shop)).isEqualTo(taken ? 0 : 1);
      int before = asked.get();
      hub.world.time.advance(Duration.ofMinutes(2));
      hub.settle();
      if (trouble.acts) {
        assertThat(asked.get() - before).as("sent again").isEqualTo(taken ? 0 : 1);
      }
    }
    assertThat(shop.statusOf(number)).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  private long pending(Shop shop) {
    return hub.world
        .db()
        .sql("select count(*) from webhook_task where merchant_id = :m and state = 'pending'")
        .param("m", shop.merchant.id())
        .query(Long.class)
        .single();
  }
}
