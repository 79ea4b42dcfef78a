package dev.naru.hub.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Cash receipts over KG INICIS's wire (spec/rest-api.md §4.9). */
class ReceiptsTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final String PHONE = "010-1234-5678";

  private final Shop shop = HUB.newShop();

  @Test
  void a_receipt_of_a_deposit_is_issued_looked_up_and_cancelled() {
    String paid = paid(11_000);
    assertThat(shop.get("/receipts/" + paid).status()).isEqualTo(404);

    Shop.Answer issued = issue(paid, Map.of());
    assertThat(issued.code()).as(issued.message()).isZero();
    JsonNode receipt = issued.response();
    assertThat(receipt.path("imp_uid").asString()).isEqualTo(paid);
    assertThat(receipt.has("merchant_uid")).isFalse();
    assertThat(receipt.path("amount").asLong()).isEqualTo(11_000);
    assertThat(receipt.path("vat").asLong()).isEqualTo(1_000);
    assertThat(receipt.path("type").asString()).isEqualTo("person");
    assertThat(receipt.path("apply_num").asString()).matches("[0-9]{9}");
    assertThat(receipt.path("receipt_tid").asString()).startsWith("INIAPICSHR");
    assertThat(receipt.path("receipt_url").asString()).contains("Cash_mCmReceipt.jsp");
    assertThat(receipt.path("applied_at").asLong()).isPositive();
    assertThat(receipt.path("cancelled_at").asLong(-1)).isZero();
    assertThat(shop.get("/receipts/" + paid).response()).isEqualTo(receipt);

    assertThat(issue(paid, Map.of()).status()).isEqualTo(400);
    Shop.Answer cancelled = shop.delete("/receipts/" + paid);
    assertThat(cancelled.code()).as(cancelled.message()).isZero();
    assertThat(cancelled.response().path("cancelled_at").asLong()).isPositive();
    assertThat(shop.get("/receipts/" + paid).response()).isEqualTo(cancelled.response());
    assertThat(shop.delete("/receipts/" + paid).status()).isEqualTo(400);
    assertThat(issue(paid, Map.of()).code()).isZero();
  }

  @Test
  void a_deal_outside_the_hub_has_a_receipt_of_its_order_number() {
    String order = Shop.newOrder();
    Map<String, Object> deal = new HashMap<>();
    deal.put("name", "현장 판매");
    deal.put("amount", 10_000);
    deal.put("identifier", "123-45-67890");
    deal.put("type", "company");
    deal.put("tax_free", 1_000);
    deal.put("vat_amount", 800);
    String path = "/receipts/external/" + order;
    Shop.Answer issued = shop.post(path, deal);
    assertThat(issued.code()).as(issued.message()).isZero();
    assertThat(issued.response().path("merchant_uid").asString()).isEqualTo(order);
    assertThat(issued.response().has("imp_uid")).isFalse();
    assertThat(issued.response().path("vat").asLong()).isEqualTo(800);
    assertThat(issued.response().path("type").asString()).isEqualTo("company");
    assertThat(shop.get(path + "/").response()).isEqualTo(issued.response());
    assertThat(shop.post(path, deal).status()).isEqualTo(400);
    assertThat(shop.delete(path).code()).isZero();
    assertThat(shop.get("/receipts/external/none").status()).isEqualTo(404);
    for (String missing : List.of("name", "amount", "identifier")) {
      Map<String, Object> without = new HashMap<>(deal);
      without.remove(missing);
      Shop.Answer answer = shop.post("/receipts/external/" + Shop.newOrder(), without);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.message()).isEqualTo(missing + " 파라메터가 누락되었습니다.");
    }
  }

  @Test
  void of_many_calls_at_once_one_issues() throws Exception {
    String paid = paid(11_000);
    AtOnce.times(6, () -> issue(paid, Map.of()));
    assertThat(issue(paid, Map.of()).status()).isEqualTo(400);
    assertThat(
            HUB.world
                .db()
                .sql("select count(*) from receipt where subject = :subject")
                .param("subject", paid)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void only_what_is_paid_like_cash_has_receipts() {
    String card = shop.paid(1_000);
    assertThat(issue(card, Map.of()).message()).isEqualTo("현금영수증을 발급할 수 있는 결제건이 아닙니다.");
    String waiting = account(11_000);
    assertThat(issue(waiting, Map.of()).status()).isEqualTo(400);
    assertThat(issue("imp_none", Map.of()).status()).isEqualTo(404);
    assertThat(shop.delete("/receipts/" + card).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "identifier, '', identifier 파라메터가 누락되었습니다.",
    "identifier, 12345, identifier 파라메터의 값이 올바르지 않습니다.",
    "identifier, abcdefghijk, identifier 파라메터의 값이 올바르지 않습니다.",
    "identifier_type, nobody, identifier_type 파라메터의 값이 올바르지 않습니다.",
    "type, nobody, type 파라메터의 값이 올바르지 않습니다.",
    "tax_free, 11001, 'tax_free, vat_amount 파라메터의 값이 올바르지 않습니다.'",
    "vat_amount, 11001, 'tax_free, vat_amount 파라메터의 값이 올바르지 않습니다.'",
  })
  void what_is_wrong_is_told_by_its_name(String name, String value, String text) {
    Shop.Answer answer = issue(paid(11_000), Map.of(name, value));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo(text);
  }

  @Test
  @Tag("G04")
  void what_the_pg_refuses_or_doesn_t_answer_is_an_error_and_may_be_tried_again() {
    String paid = paid(11_000);
    String order = shop.payment(paid).path("merchant_uid").asString();
    HUB.world.scenarioOfOrder(World.INICIS, order, "decline", "");
    Shop.Answer refused = issue(paid, Map.of());
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.message()).contains("기발행");

    HUB.world.scenarioOfOrder(World.INICIS, order, "timeout_before_approval", "");
    assertThat(issue(paid, Map.of()).status()).isEqualTo(500);
    assertThat(issue(paid, Map.of()).message()).isEqualTo("이미 현금영수증이 발급되었거나 처리 중입니다.");
    HUB.world.time.advance(Duration.ofMinutes(1));
    assertThat(issue(paid, Map.of()).code()).isZero();
  }

  @Test
  void a_pg_without_the_api_is_not_implemented() {
    Shop mobilians = HUB.newShopWithout().withMobilians();
    Map<String, Object> deal = Map.of("name", "현장 판매", "amount", 10_000, "identifier", PHONE);
    assertThat(mobilians.post("/receipts/external/" + Shop.newOrder(), deal).status())
        .isEqualTo(501);
  }

  @Test
  @Tag("G31")
  void anothers_receipt_is_unknown() {
    String paid = paid(11_000);
    issue(paid, Map.of());
    Shop other = HUB.newShop();
    assertThat(other.get("/receipts/" + paid).status()).isEqualTo(404);
    assertThat(other.delete("/receipts/" + paid).status()).isEqualTo(400);
    assertThat(other.post("/receipts/" + paid, Map.of("identifier", PHONE)).status())
        .isEqualTo(404);
  }

  @Test
  @Tag("G25")
  void whose_receipt_it_is_is_kept_nowhere() {
    String paid = paid(11_000);
    issue(paid, Map.of());
    String row =
        HUB.world
            .db()
            .sql("select cast(to_jsonb(r) as text) from receipt r where subject = :subject")
            .param("subject", paid)
            .query(String.class)
            .single();
    assertThat(row).contains(paid).doesNotContain("01012345678").doesNotContain(PHONE);
  }

  private Shop.Answer issue(String paymentNumber, Map<String, Object> changed) {
    Map<String, Object> body = new HashMap<>();
    body.put("identifier", PHONE);
    body.putAll(changed);
    return shop.post("/receipts/" + paymentNumber, body);
  }

  private String paid(long amount) {
    String number = account(amount);
    HUB.world.deposit(number, amount);
    return number;
  }

  private String account(long amount) {
    return shop.post(
            "/vbanks",
            Map.of(
                "merchant_uid",
                Shop.newOrder(),
                "amount",
                amount,
                "vbank_code",
                "004",
                "vbank_due",
                HUB.world.time.instant().getEpochSecond() + 86_400,
                "vbank_holder",
                "나루상점"))
        .response()
        .path("imp_uid")
        .asString();
  }
}
