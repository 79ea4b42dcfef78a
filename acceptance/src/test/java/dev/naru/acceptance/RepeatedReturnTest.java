package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tests that one authentication is approved once, however often it is sent and by however many
 * browsers.
 */
@Tag("G08")
@Tag("G18")
class RepeatedReturnTest extends Journey {

  private static final int TIMES = 5;

  @Test
  void replaying_the_return_gives_the_first_answer_and_charges_once() {
    Merchant merchant = merchant();
    Page page = chromium.desktop();
    ReturnLeg leg = ReturnLeg.watch(page);
    Tab tab = Tab.at(page, shop.payPage(merchant, request())).pressesPay();
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);
    JsonNode first = tab.answer();
    String impUid = first.path("imp_uid").asString();

    for (int time = 0; time < TIMES; time++) {
      assertThat(leg.status(leg.replay())).isEqualTo(first);
    }
    for (Http.Answer answer : atOnce(leg)) {
      assertThat(leg.status(answer)).isEqualTo(first);
    }
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void many_returns_at_the_same_moment_charge_once() {
    Merchant merchant = merchant();
    Page page = chromium.desktop();
    ReturnLeg leg = ReturnLeg.hold(page);
    Tab tab = Tab.at(page, shop.payPage(merchant, request())).pressesPay();
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);
    leg.awaitHeld();
    String impUid = leg.field("orderNumber");

    assertThat(merchant.statusOf(impUid)).isEqualTo("ready");
    atOnce(leg);
    leg.release();
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("imp_uid").asString()).isEqualTo(impUid);
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void replaying_a_declined_return_does_not_ask_the_pg_again() {
    Merchant merchant = merchant();
    Page page = chromium.desktop();
    ReturnLeg leg = ReturnLeg.watch(page);
    Tab tab = Tab.at(page, shop.payPage(merchant, request())).pressesPay();
    Buyer.atDesk(page).paysWith("4000-0000-0000-0002");
    JsonNode first = tab.answer();
    String impUid = first.path("imp_uid").asString();
    for (Http.Answer answer : atOnce(leg)) {
      assertThat(leg.status(answer)).isEqualTo(first);
    }
    assertThat(naru.pgCalls(impUid)).containsOnlyOnce("approval");
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  @Tag("G14")
  void of_two_tabs_with_one_order_only_the_first_pays() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    Tab first = opens(merchant, param);
    Tab second = opens(merchant, param);
    Buyer.atDesk(first.page()).choosesCard(Buyer.CARD_COMPANY);
    Buyer.atDesk(second.page()).choosesCard(Buyer.CARD_COMPANY);
    Buyer.atDesk(first.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode paid = first.answer();
    Buyer.atDesk(second.page()).paysWith(Buyer.GOOD_CARD);
    JsonNode refused = second.answer();

    assertThat(paid.path("success").asBoolean()).isTrue();
    assertThat(refused.path("success").asBoolean(true)).isFalse();
    assertThat(refused.path("error_code").asString()).isEqualTo("F1002");
    assertThat(refused.path("error_msg").asString()).contains("이미 결제가 이루어진 거래건입니다.");
    String paidUid = paid.path("imp_uid").asString();
    String refusedUid = refused.path("imp_uid").asString();
    assertThat(naru.pgCalls(paidUid)).containsExactly("approval");
    assertThat(naru.pgCalls(refusedUid)).isEmpty();
    Books.areEqualFor(merchant, paidUid);
    Books.holdNothingOf(merchant, refusedUid);
  }

  @Test
  @Tag("G14")
  void an_order_that_is_paid_opens_no_window() {
    Merchant merchant = merchant();
    Map<String, Object> param = request();
    Tab paid = opens(merchant, param);
    Buyer.atDesk(paid.page()).paysWith(Buyer.GOOD_CARD);
    String impUid = paid.answer().path("imp_uid").asString();

    JsonNode refused = opens(merchant, param).answer();
    assertThat(refused.path("imp_uid").isNull()).isTrue();
    assertThat(refused.path("error_code").asString()).isEqualTo("F1002");
    assertThat(refused.path("error_msg").asString()).isEqualTo("이미 결제가 이루어진 거래건입니다.");
    Books.areEqualFor(merchant, impUid);
  }

  private static List<Http.Answer> atOnce(ReturnLeg leg) {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Http.Answer>> all = new ArrayList<>();
      for (int time = 0; time < TIMES; time++) {
        all.add(CompletableFuture.supplyAsync(leg::replay, many));
      }
      return all.stream().map(CompletableFuture::join).toList();
    }
  }
}
