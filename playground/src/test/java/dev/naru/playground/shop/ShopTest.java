package dev.naru.playground.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.MethodNames;
import dev.naru.pg.spi.PayMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ShopTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private static final PgOffer BANKER =
      new PgOffer(
          "banker",
          new Bilingual("뱅커", "Banker"),
          new LinkedHashMap<>(Map.of(PayMethod.CARD, MethodNames.of(PayMethod.CARD))),
          new PgOffer.Key(PayMethod.CARD, "banker.KEYS", false));

  private static final PgOffer PHONES =
      new PgOffer("phones", new Bilingual("폰즈", "Phones & Co"), phoneThenCard(), null);

  private static SequencedMap<PayMethod, Bilingual> phoneThenCard() {
    SequencedMap<PayMethod, Bilingual> methods = new LinkedHashMap<>();
    methods.put(PayMethod.PHONE, MethodNames.of(PayMethod.PHONE));
    methods.put(PayMethod.CARD, MethodNames.of(PayMethod.CARD));
    return methods;
  }

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;
  private FakeHub hub;
  private Shop shop;

  @BeforeEach
  void start() throws IOException {
    hub = FakeHub.start();
    shop = startShop();
  }

  @AfterEach
  void stop() {
    shop.close();
    hub.close();
  }

  @Test
  void a_webhook_makes_an_order_paid_when_the_hub_says_so_too() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);

    HttpResponse<String> answer = post("/webhook", JSON, webhook("imp_1", order, "paid"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(state(order)).isEqualTo("PAID");
    assertThat(kinds(order)).containsExactly("WEBHOOK", "TRUTH");
    assertThat(order(order).path("handedOverAt").asString("")).isNotEmpty();
  }

  @Test
  void a_virtual_account_is_not_paid_until_the_deposit_s_webhook_and_lookup() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "ready", 14000);
    callback(order, "{\"success\":true,\"imp_uid\":\"imp_1\",\"status\":\"ready\"}");
    post("/webhook", JSON, webhook("imp_1", order, "ready"));
    assertThat(state(order)).isEqualTo("WAITING");
    assertThat(order(order).path("handedOverAt").isNull()).isTrue();

    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    assertThat(state(order)).isEqualTo("PAID");
    assertThat(order(order).path("handedOverAt").asString("")).isNotEmpty();
    assertThat(kinds(order)).containsExactly("CALLBACK", "TRUTH", "WEBHOOK", "WEBHOOK", "TRUTH");
  }

  @Test
  void a_deposit_goes_back_to_the_account_that_the_buyer_names() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    post(
        "/api/orders/" + order + "/cancel",
        JSON,
        "{\"reason\":\"r\",\"refund_bank\":\"088\",\"refund_account\":\"110-123-456789\","
            + "\"refund_holder\":\"홍길동\"}");

    assertThat(state(order)).isEqualTo("CANCELLED");
    JsonNode sent = hub.cancels().getFirst();
    assertThat(sent.path("refund_bank").asString("")).isEqualTo("088");
    assertThat(sent.path("refund_account").asString("")).isEqualTo("110-123-456789");
    assertThat(sent.path("refund_holder").asString("")).isEqualTo("홍길동");
  }

  @Test
  void a_key_is_no_money_where_the_pg_charges_nothing_for_it() throws Exception {
    String keyOnly = placeOrder(14000);
    hub.issuedKey("imp_1", keyOnly, "banker_api", 14000);
    String charging = placeOrder(14000);
    hub.issuedKey("imp_2", charging, "phones", 14000);

    post("/webhook", JSON, webhook("imp_1", keyOnly, "paid"));
    post("/webhook", JSON, webhook("imp_2", charging, "paid"));

    assertThat(state(keyOnly)).isEqualTo("KEY_ISSUED");
    assertThat(order(keyOnly).path("handedOverAt").isNull()).isTrue();
    assertThat(state(charging)).isEqualTo("PAID");
  }

  @Test
  void every_method_of_every_pg_can_be_chosen_and_the_first_is_preset() throws Exception {
    assertThat(get("/").body())
        .contains("name=\"pg\" value=\"banker\" checked data-first=\"card\"")
        .contains("data-key-method=\"card\" data-key-pg=\"banker.KEYS\" data-key-charges=\"false\"")
        .contains("name=\"pg\" value=\"phones\" data-first=\"phone\"><span>폰즈</span>")
        .contains("data-pg=\"banker phones\"")
        .contains("name=\"pay_method\" value=\"card\" checked>")
        .contains("name=\"pay_method\" value=\"phone\"><span>휴대폰</span>");
    assertThat(get("/?lang=en").body()).contains("<span>Phones &amp; Co</span>");
  }

  @Test
  void a_webhook_may_come_as_a_form() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);

    post("/webhook", FORM, "imp_uid=imp_1&merchant_uid=" + order + "&status=paid");

    assertThat(state(order)).isEqualTo("PAID");
  }

  @Test
  void the_same_webhook_again_changes_nothing() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));
    JsonNode before = order(order);

    HttpResponse<String> again = post("/webhook", JSON, webhook("imp_1", order, "paid"));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(order(order).path("handedOverAt")).isEqualTo(before.path("handedOverAt"));
    assertThat(kinds(order)).containsExactly("WEBHOOK", "TRUTH", "WEBHOOK");
  }

  @Test
  void a_webhook_that_lies_is_not_believed() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "ready", 14000);

    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    assertThat(state(order)).isEqualTo("WAITING");
  }

  @Test
  void a_callback_that_claims_success_is_not_believed() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "failed", 14000);

    callback(order, "{\"success\":true,\"imp_uid\":\"imp_1\",\"paid_amount\":14000}");

    assertThat(state(order)).isEqualTo("FAILED");
    assertThat(kinds(order)).containsExactly("CALLBACK", "TRUTH");
  }

  @Test
  void another_amount_than_ordered_is_shown_and_not_treated_as_paid() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 100);

    callback(order, "{\"success\":true,\"imp_uid\":\"imp_1\",\"paid_amount\":14000}");

    assertThat(state(order)).isEqualTo("MISMATCH");
    assertThat(order(order).path("handedOverAt").isNull()).isTrue();
  }

  @Test
  void a_payment_of_another_order_does_not_pay_this_one() throws Exception {
    String cheap = placeOrder(14000);
    String order = placeOrder(14000);
    hub.holds("imp_1", cheap, "paid", 14000);

    callback(order, "{\"success\":true,\"imp_uid\":\"imp_1\"}");

    assertThat(state(order)).isEqualTo("MISMATCH");
    assertThat(order(order).path("handedOverAt").isNull()).isTrue();
  }

  @Test
  void a_paid_order_is_not_disturbed_by_another_payment() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    hub.holds("imp_0", order, "failed", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    callback(order, "{\"success\":false,\"imp_uid\":\"imp_0\",\"error_msg\":\"late\"}");

    assertThat(state(order)).isEqualTo("PAID");
  }

  @Test
  void a_callback_without_a_payment_is_written_down() throws Exception {
    String order = placeOrder(14000);

    callback(order, "{\"success\":false,\"imp_uid\":null,\"error_msg\":\"취소\"}");

    assertThat(state(order)).isEqualTo("WAITING");
    assertThat(kinds(order)).containsExactly("CALLBACK");
  }

  @Test
  void a_phone_that_comes_back_sees_its_verified_order() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);

    HttpResponse<String> answer =
        get("/orders/complete/mobile?imp_uid=imp_1&imp_success=true&merchant_uid=" + order);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/orders/" + order);
    assertThat(state(order)).isEqualTo("PAID");
    assertThat(kinds(order)).containsExactly("REDIRECT", "TRUTH");
  }

  @Test
  void the_shop_asks_again_when_the_hub_did_not_answer() throws Exception {
    String order = placeOrder(14000);
    hub.close();

    HttpResponse<String> answer = post("/webhook", JSON, webhook("imp_1", order, "paid"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(state(order)).isEqualTo("WAITING");
  }

  @Test
  void an_order_can_be_looked_up_without_any_message() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);

    post("/api/orders/" + order + "/verify", JSON, "{}");

    assertThat(state(order)).isEqualTo("PAID");
  }

  @Test
  void a_part_and_then_the_rest_are_cancelled_by_rest() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    post("/api/orders/" + order + "/cancel", JSON, "{\"amount\":4000,\"reason\":\"r\"}");
    assertThat(state(order)).isEqualTo("PARTLY_CANCELLED");
    post("/api/orders/" + order + "/cancel", JSON, "{\"reason\":\"r\"}");
    assertThat(state(order)).isEqualTo("CANCELLED");

    assertThat(hub.cancels())
        .extracting(it -> it.path("amount").asLong(), it -> it.path("checksum").asLong())
        .containsExactly(tuple(4000L, 14000L), tuple(10000L, 10000L));
  }

  @Test
  void a_refused_cancel_tells_the_hubs_own_words() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    HttpResponse<String> answer =
        post("/api/orders/" + order + "/cancel", JSON, "{\"amount\":14001}");

    assertThat(answer.body()).contains("false").contains("취소 가능한 금액을 초과하였습니다.");
    assertThat(state(order)).isEqualTo("PAID");
  }

  @Test
  void another_sites_form_cannot_cancel() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));

    HttpResponse<String> answer = post("/api/orders/" + order + "/cancel", FORM, "amount=14000");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(hub.cancels()).isEmpty();
  }

  @Test
  void strange_webhooks_are_refused() throws Exception {
    assertThat(post("/webhook", JSON, webhook("imp_1", "nobodys", "paid")).statusCode())
        .isEqualTo(404);
    assertThat(post("/webhook", JSON, "{\"imp_uid\":").statusCode()).isEqualTo(400);
    assertThat(post("/webhook", JSON, "[]").statusCode()).isEqualTo(400);
    assertThat(post("/webhook", FORM, "imp_uid=imp_1").statusCode()).isEqualTo(400);
  }

  @Test
  void orders_of_strange_amounts_are_refused() throws Exception {
    for (String amount : List.of("-1", "1.5", "\"14000\"", "null", "99999999999999999999")) {
      String body = "{\"name\":\"mug\",\"amount\":" + amount + "}";
      assertThat(post("/api/orders", JSON, body).statusCode()).as(amount).isEqualTo(400);
    }
  }

  @Test
  void orders_survive_a_restart_and_a_line_that_a_crash_cut_off() throws Exception {
    String order = placeOrder(14000);
    hub.holds("imp_1", order, "paid", 14000);
    post("/webhook", JSON, webhook("imp_1", order, "paid"));
    JsonNode before = order(order);
    shop.close();
    Files.writeString(
        folder.resolve("orders.jsonl"), "{\"merchantUid\":\"order_no_", StandardOpenOption.APPEND);

    shop = startShop();

    assertThat(order(order)).isEqualTo(before);
    assertThat(Files.readAllLines(folder.resolve("orders.jsonl"))).hasSize(1);
  }

  @Test
  void the_order_page_uses_the_public_sdk_as_the_guide_does() throws Exception {
    String page = get("/").body();
    assertThat(page)
        .contains("<script src=\"" + hub.base() + "/v1/iamport.js\"></script>")
        .contains("IMP.init('imp00000000');")
        .contains(">결제하기</button>");
    assertThat(get("/assets/pay.js").body()).contains("pg : chosen.pg,");
    assertThat(get("/?lang=en").body()).contains(">Pay</button>").contains("lang=\"en\"");
  }

  @Test
  void unknown_pages_and_orders_are_not_found() throws Exception {
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(get("/orders/nobodys").statusCode()).isEqualTo(404);
    assertThat(get("/orders/nobodys").body()).contains("찾는 페이지가 없습니다");
    assertThat(get("/orders/complete/mobile?merchant_uid=nobodys").statusCode()).isEqualTo(404);
    assertThat(get("/api/orders/nobodys").statusCode()).isEqualTo(404);
  }

  @Test
  void the_home_shows_where_a_phone_finds_the_shop() throws Exception {
    assertThat(get("/").body())
        .contains("http://192.168.0.5:8070")
        .containsPattern(
            "<svg [^>]*viewBox=\"0 0 \\d+ \\d+\"[^>]*><path d=\"M[^\"]{200,}\"/></svg>");
  }

  private Shop startShop() {
    return Shop.start(
        new Shop.Options(
            "127.0.0.1",
            0,
            Optional.of(URI.create("http://192.168.0.5:8070")),
            hub.base(),
            URI.create("http://sandbox"),
            "imp00000000",
            "key",
            "secret",
            folder,
            InstantSource.system(),
            new PgOffer.All(List.of(BANKER, PHONES), Map.of(), Set.of("banker", "banker_api"))));
  }

  private String placeOrder(long amount) throws Exception {
    HttpResponse<String> answer =
        post("/api/orders", JSON, "{\"name\":\"mug\",\"amount\":" + amount + "}");
    assertThat(answer.statusCode()).isEqualTo(201);
    return ShopJson.MAPPER.readTree(answer.body()).path("merchantUid").asString("");
  }

  private void callback(String order, String result) throws Exception {
    assertThat(post("/api/orders/" + order + "/callback", JSON, result).statusCode())
        .isEqualTo(200);
  }

  private static String webhook(String impUid, String merchantUid, String status) {
    return "{\"imp_uid\":\"%s\",\"merchant_uid\":\"%s\",\"status\":\"%s\",\"cancellation_id\":null}"
        .formatted(impUid, merchantUid, status);
  }

  private JsonNode order(String merchantUid) throws Exception {
    return ShopJson.MAPPER.readTree(get("/api/orders/" + merchantUid).body());
  }

  private String state(String merchantUid) throws Exception {
    return order(merchantUid).path("state").asString("");
  }

  private List<String> kinds(String merchantUid) throws Exception {
    return order(merchantUid)
        .path("events")
        .valueStream()
        .map(event -> event.path("kind").asString(""))
        .toList();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(shop.base() + path))
            .header("Accept", "text/html")
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(shop.base() + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
