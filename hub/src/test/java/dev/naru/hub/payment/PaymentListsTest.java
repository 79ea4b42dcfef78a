package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Channels.NewChannel;
import dev.naru.hub.merchant.Setting;
import dev.naru.hub.merchant.Settings;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.payment.store.SealedBuyer;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.IndexReads;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Lists of payments, of an order and by time (spec/rest-api.md §1.7, §4.3.4-4.3.6). */
class PaymentListsTest {

  private static final RunningHub HUB = RunningHub.shared();

  private final Shop shop = HUB.newShop();

  @Test
  void every_payment_stands_in_the_list_of_its_status_and_in_the_list_of_all() {
    String paid = shop.paid(1_000);
    String cancelled = shop.paid(2_000);
    shop.cancel(cancelled, 500);
    String open = shop.buyer().opens(Shop.newOrder(), 3_000).paymentNumber();
    String failed = fails(open(4_000), "now()");

    assertThat(numbers("/payments/status/paid")).containsExactly(paid);
    assertThat(numbers("/payments/status/cancelled")).containsExactly(cancelled);
    assertThat(numbers("/payments/status/ready/")).containsExactly(open);
    assertThat(numbers("/payments/status/failed?limit=abc&sorting=")).containsExactly(failed);
    assertThat(numbers("/payments/status/all"))
        .containsExactlyInAnyOrder(paid, cancelled, open, failed);
    assertThat(shop.get("/payments/status/paid").response().path("list").path(0))
        .isEqualTo(shop.payment(paid));
  }

  @Test
  void a_payment_is_judged_by_the_time_of_its_own_status() {
    String number = open(1_000);
    long began = seconds(number, "started_at");
    HUB.world.time.advance(Duration.ofSeconds(100));
    fails(number, "timestamptz '%s'".formatted(HUB.world.time.instant()));
    long ended = began + 100;

    assertThat(in("failed", ended, ended)).isEqualTo(1);
    assertThat(in("failed", began, ended - 1)).isZero();
    assertThat(in("all", ended, ended)).isEqualTo(1);
    assertThat(in("all", began, ended - 1)).isZero();
  }

  @Test
  void pages_go_from_the_newest_to_the_oldest_and_back_and_leave_nothing_out() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(open(1_000));
      if (i % 2 == 0) { // two of a second are told apart by their number
        HUB.world.time.advance(Duration.ofSeconds(1));
      }
    }
    JsonNode first = shop.get("/payments/status/ready?limit=2").response();
    assertThat(first.path("total").asInt()).isEqualTo(5);
    assertThat(first.path("previous").asInt(-1)).isZero();
    assertThat(first.path("next").asInt()).isEqualTo(2);
    List<String> newestFirst = new ArrayList<>();
    List<String> oldestFirst = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      newestFirst.addAll(numbers("/payments/status/ready?limit=2&page=" + page));
      oldestFirst.addAll(numbers("/payments/status/ready?limit=2&sorting=started&page=" + page));
    }
    assertThat(newestFirst).containsExactlyInAnyOrderElementsOf(made);
    assertThat(oldestFirst).isEqualTo(newestFirst.reversed());
    JsonNode last = shop.get("/payments/status/ready?limit=2&page=3").response();
    assertThat(last.path("next").asInt(-1)).isZero();
    assertThat(last.path("previous").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/payments/status/nonsense, 지원되지 않는 상태값입니다.",
    "/payments/status, 지원되지 않는 상태값입니다.",
    "/payments/status/paid?sorting=upwards, 지원되지 않는 정렬규칙입니다.",
    "/payments/status/paid?from=2&to=1, 유효하지 않은 검색기간입니다.",
    "/payments/status/paid?from=1000000&to=8776001, 최대 90일간 검색이 가능합니다",
    "/payments/status/paid?from=1, 최대 90일간 검색이 가능합니다",
    "/payments/status/paid?page=2, page 파라메터의 값이 올바르지 않습니다.",
    "/payments/status/paid?page=0, page 파라메터의 값이 올바르지 않습니다.",
    "/payments/status/paid?limit=1001, limit 파라메터의 값이 올바르지 않습니다.",
    "/payments/status/paid?from=yesterday, from 파라메터의 값이 올바르지 않습니다.",
    "/payments/findAll, merchant_uid 파라메터가 누락되었습니다.",
    "/payments/findAll/order/nonsense, 지원되지 않는 상태값입니다.",
    "/payments/findAll/order?sorting=upwards, 지원되지 않는 정렬규칙입니다.",
  })
  void what_is_wrong_is_told(String path, String text) {
    Shop.Answer answer = shop.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).isEqualTo(text);
  }

  @Test
  void ninety_days_are_allowed_and_an_empty_list_is_a_list() {
    Shop.Answer answer = shop.get("/payments/status/all?from=1000000&to=8776000");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().path("total").asInt(-1)).isZero();
    assertThat(answer.response().path("list").isArray()).isTrue();
  }

  @Test
  void all_attempts_of_an_order_are_found() {
    String order = Shop.newOrder();
    String first = shop.buyer().opens(order, 1_000).paymentNumber();
    HUB.world.time.advance(Duration.ofSeconds(1));
    String second = shop.paid(order, 1_000);

    assertThat(numbers("/payments/findAll/" + order)).containsExactly(second, first);
    assertThat(numbers("/payments/findAll/" + order + "/")).containsExactly(second, first);
    assertThat(numbers("/payments/findAll/" + order + "/all?sorting=started"))
        .containsExactly(first, second);
    assertThat(numbers("/payments/findAll/" + order + "/paid")).containsExactly(second);
    assertThat(numbers("/payments/findAll/" + order + "/failed")).isEmpty();
    Shop.Answer unknown = shop.get("/payments/findAll/nobody");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.message()).isEqualTo("존재하지 않는 결제정보입니다.");
  }

  @Test
  @Tag("G31")
  void nobody_sees_anothers_payments() {
    Shop other = HUB.newShop();
    String others = other.paid(1_000);
    HUB.world.time.advance(Duration.ofSeconds(1));
    String order = Shop.newOrder();
    String paid = shop.paid(order, 1_000);
    JsonNode list = other.get("/payments/status/all").response();
    assertThat(list.path("total").asInt(-1)).isEqualTo(1);
    assertThat(list.path("list").valueStream().map(each -> each.path("imp_uid").asString()))
        .containsExactly(others);
    assertThat(other.get("/payments/findAll/" + order).status()).isEqualTo(404);
    assertThat(other.get("/payments/" + paid + "/balance").message()).isEqualTo("존재하지 않는 결제정보입니다.");
  }

  @Test
  void the_parts_of_an_amount_are_known_for_other_pgs_alone() {
    Shop.Answer answer = shop.get("/payments/" + shop.paid(1_000) + "/balance");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).startsWith("(현재는 PAYCO, KCP만 지원됩니다)");
  }

  @Test
  @Tag("G31")
  void an_agency_reaches_its_sub_merchants_by_their_codes_and_nobody_elses() {
    String own = shop.paid(1_000);
    Settings settings = Settings.of(Map.of(Setting.SDK_ALLOWED_ORIGINS, "loopback"));
    Tiers.Tier tier = HUB.bean(Tiers.class).add(shop.merchant.id(), "A01", "강남점", settings);
    assertThat(tier.member().id()).isNotEqualTo(shop.merchant.id());

    assertThat(shop.get("/tiers/A01").response().toString())
        .isEqualTo("{\"tier_code\":\"A01\",\"tier_name\":\"강남점\"}");
    assertThat(shop.get("/payments/" + own).status()).isEqualTo(200);
    assertThat(shop.ofTier("A01").get("/payments/" + own).status()).isEqualTo(404);
    assertThat(shop.ofTier("A01").get("/users/pg").response()).isEmpty();
    for (String unknown : new String[] {"A02", "a01", "toolong"}) {
      assertThat(shop.ofTier(unknown).get("/users/pg").status()).isEqualTo(404);
      assertThat(shop.get("/tiers/" + unknown).status()).isEqualTo(404);
    }
    HUB.bean(Channels.class)
        .add(
            new NewChannel(
                tier.member().id(),
                World.INICIS,
                "INIpayTest",
                Mode.SANDBOX,
                HUB.bean(Channels.class).of(shop.merchant.id()).getFirst().config().settings(),
                true,
                false));
    HttpBuyer.Window window = shop.buyer().ofTier("A01").opens(Shop.newOrder(), 2_000);
    window.agrees().post();
    assertThat(shop.ofTier("A01").statusOf(window.paymentNumber())).isEqualTo("paid");
    assertThat(shop.get("/payments/" + window.paymentNumber()).status()).isEqualTo(404);

    Shop other = HUB.newShop();
    assertThat(other.ofTier("A01").get("/users/pg").status()).isEqualTo(404);
    assertThat(other.get("/tiers/A01").status()).isEqualTo(404);
  }

  /** On a database that was never analysed, with twenty thousand payments of one merchant. */
  @Test
  void a_page_is_found_by_an_index_alone() {
    try (World world = new World();
        RunningHub hub =
            RunningHub.start(
                world,
                Map.of(
                    "spring.datasource.hikari.maximum-pool-size", "1",
                    "spring.flyway.enabled", "false"))) {
      JdbcClient db = hub.bean(JdbcClient.class);
      Shop many = hub.newShop();
      String one = many.paid(1_000);
      var reads = new IndexReads(db, "payment");
      db.sql(
              """
              insert into payment
                    (merchant_id, payment_number, order_number, state, holds_order, channel_id,
                     provider, mid, test, escrow, method, device, amount, currency, buyer_sealed,
                     notice_urls, started_at, failed_at, updated_at)
              select merchant_id, 'imp_' || n, 'copy_' || n, 'FAILED', false, channel_id,
                     provider, mid, test, escrow, method, device, amount, currency, buyer_sealed,
                     notice_urls, started_at - n * interval '1 second',
                     started_at - n * interval '1 second', updated_at
                from payment, generate_series(1, 20000) n where payment_number = :one
              """)
          .param("one", one)
          .update();
      IntStream.concat(IntStream.of(700), IntStream.range(9_900, 10_100))
          .forEach(n -> sealBuyer(hub, "imp_" + n));
      reads.restart();
      // The first of all by the time of payment: the others' buyers are sealed to another number.
      JsonNode page = many.get("/payments/status/all?sorting=-paid&limit=1").response();
      assertThat(page.path("total").asInt()).isEqualTo(20_001);
      assertThat(page.path("list").path(0).path("imp_uid").asString()).isEqualTo(one);
      String order = page.path("list").path(0).path("merchant_uid").asString();
      assertThat(many.get("/payments/findAll/" + order).response().path("list")).hasSize(1);
      // The first pages of a long list are read from its end, wherever in time that is.
      long end = page.path("list").path(0).path("started_at").asLong() - 9_950;
      JsonNode first = many.get("/payments/status/failed?limit=20&to=" + end).response();
      assertThat(first.path("total").asInt()).isBetween(10_050, 10_052);
      assertThat(first.path("list").valueStream().map(each -> each.path("imp_uid").asString()))
          .isEqualTo(
              IntStream.range(0, 20)
                  .mapToObj(n -> "imp_" + (20_001 - first.path("total").asInt() + n))
                  .toList());
      // The last pages are read from the other end.
      IntStream.rangeClosed(19_981, 20_000).forEach(n -> sealBuyer(hub, "imp_" + n));
      JsonNode last =
          many.get(
                  "/payments/status/failed?limit=20&to=%d&page=%d"
                      .formatted(end, (first.path("total").asInt() + 19) / 20))
              .response();
      assertThat(last.path("next").asInt(-1)).isZero();
      assertThat(last.path("list").valueStream().map(each -> each.path("imp_uid").asString()))
          .hasSize((first.path("total").asInt() + 19) % 20 + 1)
          .endsWith("imp_19999", "imp_20000");
      // And from the other end: one that began before all others failed three days later.
      db.sql(
              """
              update payment set failed_at = started_at + interval '3 days'
               where payment_number in ('imp_15000', 'imp_20000')
              """)
          .update();
      IntStream.concat(IntStream.of(20_000), IntStream.rangeClosed(19_960, 19_991))
          .forEach(n -> sealBuyer(hub, "imp_" + n));
      long begin = page.path("list").path(0).path("started_at").asLong() - 19_990;
      JsonNode oldest =
          many.get(
                  "/payments/status/failed?sorting=started&limit=20&from=%d&to=%d"
                      .formatted(begin, begin + Duration.ofDays(4).toSeconds()))
              .response();
      assertThat(oldest.path("total").asInt()).isEqualTo(19_991);
      assertThat(oldest.path("list").valueStream().map(each -> each.path("imp_uid").asString()))
          .isEqualTo(
              IntStream.concat(IntStream.of(20_000), IntStream.range(0, 19).map(n -> 19_990 - n))
                  .mapToObj(n -> "imp_" + n)
                  .toList());
      assertThat(reads.rowsPerScan())
          .containsKeys("payment_counted", "payment_listed", "payment_late", "payment_odd")
          .doesNotContainKey("none");
      assertThat(reads.rowsPerScan().get("payment_by_order")).isLessThan(5);
    }
  }

  /** A copied row's buyer is still sealed to the row that it was copied from. */
  private static void sealBuyer(RunningHub hub, String paymentNumber) {
    hub.bean(JdbcClient.class)
        .sql("update payment set buyer_sealed = :sealed where payment_number = :number")
        .param(
            "sealed",
            hub.bean(SealedBuyer.class).keep(Payment.Buyer.NOBODY, 0, paymentNumber).sealed())
        .param("number", paymentNumber)
        .update();
  }

  private String open(long amount) {
    return shop.buyer().opens(Shop.newOrder(), amount).paymentNumber();
  }

  /** Fails a payment as its window would, at this time. */
  private static String fails(String paymentNumber, String at) {
    HUB.world
        .db()
        .sql(
            "update payment set state = 'FAILED', failed_at = "
                + (at.equals("now()") ? "started_at" : at)
                + " where payment_number = :number")
        .param("number", paymentNumber)
        .update();
    return paymentNumber;
  }

  private long seconds(String paymentNumber, String field) {
    return shop.payment(paymentNumber).path(field).asLong();
  }

  private int in(String status, long from, long to) {
    return shop.get("/payments/status/%s?from=%d&to=%d".formatted(status, from, to))
        .response()
        .path("total")
        .asInt(-1);
  }

  private List<String> numbers(String path) {
    Shop.Answer answer = shop.get(path);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer
        .response()
        .path("list")
        .valueStream()
        .map(each -> each.path("imp_uid").asString())
        .toList();
  }
}
