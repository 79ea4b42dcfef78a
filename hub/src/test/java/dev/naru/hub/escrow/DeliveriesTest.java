package dev.naru.hub.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Deliveries of escrow payments over KG INICIS's wire (spec/rest-api.md §4.10). */
class DeliveriesTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final long SENT = 1_772_400_000;

  private final Shop shop = HUB.newShop();

  @Test
  void a_delivery_is_registered_changed_and_looked_up() {
    String paid = paid(true);
    String path = "/escrows/logis/" + paid;
    assertThat(shop.get(path).status()).isEqualTo(409);
    assertThat(shop.put(path, delivery("CJGLS", "1")).status()).isEqualTo(409);

    Shop.Answer told = shop.post(path, delivery("CJGLS", "6341-1"));
    assertThat(told.code()).as(told.message()).isZero();
    JsonNode response = told.response();
    assertThat(response.path("company").asString()).isEqualTo("CJGLS");
    assertThat(response.path("invoice").asString()).isEqualTo("6341-1");
    assertThat(response.path("sent_at").asLong()).isEqualTo(SENT);
    assertThat(response.path("applied_at").asLong()).isPositive();
    assertThat(shop.get(path + "/").response()).isEqualTo(response);

    Shop.Answer again = shop.post(path, delivery("CJGLS", "2"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.message()).isEqualTo("해당거래건은 배송정보를 등록할 수 없습니다.");
    Shop.Answer changed = shop.put(path, delivery("nobody's", "7"));
    assertThat(changed.code()).as(changed.message()).isZero();
    assertThat(changed.response().path("company").asString()).isEqualTo("ETC");
    assertThat(shop.get(path).response()).isEqualTo(changed.response());
    assertThat(HUB.world.callsAbout(paid)).filteredOn("delivery"::equals).hasSize(2);
  }

  @Test
  void only_a_paid_escrow_payment_is_delivered() {
    String path = "/escrows/logis/" + paid(false);
    assertThat(shop.post(path, delivery("CJGLS", "1")).status()).isEqualTo(409);
    assertThat(shop.post("/escrows/logis/imp_none", delivery("CJGLS", "1")).status())
        .isEqualTo(404);
    assertThat(shop.get("/escrows/logis/imp_none").status()).isEqualTo(404);
    assertThat(shop.delete(path).status()).isEqualTo(405);
  }

  @Test
  @Tag("G31")
  void anothers_delivery_is_unknown() {
    String path = "/escrows/logis/" + paid(true);
    shop.post(path, delivery("CJGLS", "1"));
    Shop other = HUB.newShop();
    assertThat(other.get(path).status()).isEqualTo(404);
    assertThat(other.put(path, delivery("CJGLS", "1")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sender", "receiver", "logis"})
  void a_missing_part_is_told_by_its_name(String part) {
    Map<String, Object> body = delivery("CJGLS", "1");
    body.remove(part);
    Shop.Answer answer = shop.post("/escrows/logis/imp_none", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo(part + " 파라메터가 누락되었습니다.");
    body.put(part, "text");
    assertThat(shop.post("/escrows/logis/imp_none", body).status()).isEqualTo(400);
    body.put(part, Map.of("name", "홍길동"));
    assertThat(shop.post("/escrows/logis/imp_none", body).message())
        .startsWith(part + "[0].")
        .endsWith("파라메터가 누락되었습니다.");
  }

  private String paid(boolean escrow) {
    Map<String, Object> param = HttpBuyer.order(Shop.newOrder(), 14_000);
    param.put("escrow", escrow);
    HttpBuyer.Window window = shop.buyer().opens(param);
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    return window.paymentNumber();
  }

  private static Map<String, Object> delivery(String company, String invoice) {
    Map<String, Object> body = new HashMap<>();
    for (String party : List.of("sender", "receiver")) {
      body.put(
          party, Map.of("name", "홍길동", "tel", "010-1234-5678", "addr", "서울시", "postcode", "06000"));
    }
    body.put("logis", Map.of("company", company, "invoice", invoice, "sent_at", SENT));
    return body;
  }
}
