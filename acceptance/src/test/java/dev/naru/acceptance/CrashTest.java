package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests {@code kill -9}, a stop, and a new start on the same data folder. The tests have one
 * folder, each with a merchant of its own: one begins where another's last process goes on.
 */
@Tag("G01")
@Tag("G18")
@Tag("G39")
class CrashTest extends Journey {

  /** A delay longer than these tests run, so that the hub never reads the PG's answer. */
  private static final Map<String, Integer> HELD_BACK = Map.of("delay_ms", 600_000);

  private static final Home HOME = Home.make();
  private static final Naru.Lives LIVES = new Naru.Lives(HOME);

  @AfterAll
  static void end() {
    try (HOME) {
      LIVES.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"desktop", "phone"})
  void a_crash_between_the_pgs_approval_and_our_commit_leaves_no_money_at_the_pg(String device) {
    Naru first = LIVES.now();
    Merchant merchant = merchantOf(first);
    Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
    first.scenario("slow", Map.of("merchant_uid", param.get("merchant_uid")), HELD_BACK);
    boolean desk = device.equals("desktop");
    Page page = desk ? chromium.desktop() : chromium.phone();
    ReturnLeg leg = ReturnLeg.watch(page);
    Tab.at(page, shop.payPage(merchant, param)).pressesPay();
    Buyer buyer = desk ? Buyer.atDesk(page) : Buyer.onPhone(page);
    buyer.choosesCard(Buyer.CARD_COMPANY);
    buyer.agreesAndGoesOn();
    buyer.cardNumber().fill(Buyer.GOOD_CARD);
    buyer.pressesPayWithoutWaiting();
    String impUid = merchant.paymentOfOrder(orderOf(param)).path("imp_uid").asString();
    Eventually.see("the charge at the PG", () -> merchant.pgBook(impUid), b -> b.size() == 1);
    page.waitForCondition(leg::seen);
    assertThat(merchant.statusOf(impUid)).isEqualTo("ready");

    first.kill();
    Merchant after = merchant.at(nextAfterTheLease());
    Eventually.see("the end", () -> after.statusOf(impUid), status -> !status.equals("ready"));
    assertThat(after.statusOf(impUid)).isEqualTo("failed");
    Books.holdNothingOf(after, impUid);

    // The buyer's browser sends the return again: the answer is defined, and nothing is charged.
    Http.Answer answer = leg.replay();
    if (desk) {
      assertThat(leg.status(answer).path("success").asBoolean(true)).isFalse();
      assertThat(leg.status(answer).path("error_msg").asString()).contains(impUid);
    } else {
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.location())
          .startsWith(shop.url("/landing"))
          .contains("imp_success=false", "imp_uid=" + impUid);
    }
    assertThat(shop.webhooksSoFar()).isEmpty();
    Books.holdNothingOf(after, impUid);
  }

  @Test
  void a_crash_during_a_cancel_ends_with_the_money_given_back_once() {
    Naru first = LIVES.now();
    Merchant merchant = merchantOf(first);
    String impUid = pays(merchant);
    first.scenario("slow", Map.of("imp_uid", impUid), HELD_BACK);
    String token = merchant.token();
    Thread.ofVirtual()
        .start(() -> {
          try {
            Http.json(
                "POST",
                first.hub("/payments/cancel"),
                Map.of("imp_uid", impUid, "amount", 4000),
                "Authorization",
                token);
          } catch (UncheckedIOException cutOff) {
            // The server was killed, as the test intends.
          }
        });
    Eventually.see(
        "the cancel at the PG",
        () -> merchant.pgBook(impUid).getFirst().path("cancelled_amount").asLong(),
        amount -> amount == 4000);

    first.kill();
    Merchant after = merchant.at(nextAfterTheLease());
    Eventually.see(
        "the cancel in our book",
        () -> after.payment(impUid).path("cancel_amount").asLong(),
        amount -> amount > 0);
    assertThat(after.payment(impUid).path("cancel_amount").asLong()).isEqualTo(4000);
    Books.areEqualFor(after, impUid);
  }

  @Test
  void what_was_paid_is_still_paid_after_a_crash_and_can_be_cancelled() {
    Naru first = LIVES.now();
    Merchant merchant = merchantOf(first);
    String impUid = pays(merchant);
    JsonNode before = merchant.payment(impUid);

    first.kill();
    Merchant after = merchant.at(LIVES.next());
    assertThat(after.payment(impUid)).isEqualTo(before);
    Books.areEqualFor(after, impUid);
    JsonNode cancelled = after.post("/payments/cancel", Map.of("imp_uid", impUid)).json();
    assertThat(cancelled.path("code").asInt(-1)).isZero();
    Books.areEqualFor(after, impUid);
    String another = pays(after);
    Books.areEqualFor(after, another);
  }

  @Test
  @Tag("G20")
  void a_webhook_that_was_not_delivered_survives_a_crash() {
    Naru first = LIVES.now();
    Merchant merchant = merchantOf(first);
    shop.answerWebhooksWith(webhook -> 503);
    String impUid = pays(merchant);
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);

    first.kill();
    shop.answerWebhooksWith(webhook -> 200);
    Naru second = LIVES.next();
    second.advanceClock("PT1M");
    assertThat(shop.nextWebhook().impUid()).isEqualTo(impUid);
    Books.areEqualFor(merchant.at(second), impUid);
  }

  @Test
  void a_term_signal_ends_everything_and_the_next_start_has_everything() {
    Naru first = LIVES.now();
    Merchant merchant = merchantOf(first);
    String impUid = pays(merchant);
    JsonNode before = merchant.payment(impUid);
    Path postgresRuns = postmasterFile();

    first.close();
    // PostgreSQL deletes this file last, when everything is on disk.
    assertThat(postgresRuns).doesNotExist();
    Merchant after = merchant.at(LIVES.next());
    assertThat(after.payment(impUid)).isEqualTo(before);
    Books.areEqualFor(after, impUid);
  }

  /** The file that PostgreSQL keeps while it runs. */
  private static Path postmasterFile() {
    return HOME.files().stream()
        .filter(path -> path.endsWith("postmaster.pid"))
        .findFirst()
        .orElseThrow();
  }

  /** Whatever the killed process was doing is somebody else's once its lease has ended. */
  private static Naru nextAfterTheLease() {
    Naru next = LIVES.next();
    next.advanceClock("PT1M");
    return next;
  }

  private static Merchant merchantOf(Naru naru) {
    return Merchant.fresh(naru, Map.of("pg", "html5_inicis", "mid", "INIpayTest"));
  }

  private String pays(Merchant merchant) {
    Tab tab = opens(merchant, request());
    Buyer.atDesk(tab.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("imp_uid").asString();
  }
}
