package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.billing.Subscriber;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.notice.NoticeAddress;
import dev.naru.hub.reconcile.PgStatements;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer.Return;
import dev.naru.hub.testing.PgWire;
import dev.naru.hub.testing.PhoneBuyer;
import dev.naru.hub.testing.PhoneBuyer.Window;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.hub.time.Korea;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * KG Mobilians has no inquiry: what it says by itself, in a notice or in the list that somebody
 * exports from its console, ends a doubt too (docs/decisions/0030). The clock stands still, so that
 * nothing ends by the janitor's own turns.
 */
class ToldChargesTest {

  private static final String GENERAL = "170622040674";
  private static final String BILLING = "170622040675";
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop =
      hub.newShop()
          .with(
              PhoneBuyer.PG,
              GENERAL,
              Map.of("skey", KEY, "mobilians.phone_partial_cancel", "true"),
              false)
          .with(PhoneBuyer.PG, BILLING, Map.of("skey", KEY), true);
  private final PhoneBuyer buyer = new PhoneBuyer(shop);

  @AfterEach
  void heal() {
    hub.wire.heal();
  }

  private void fault(Window window, String fault) {
    world.scenario(PhoneBuyer.PG, window.paymentNumber(), fault, "");
  }

  /** The PG charged, its answer was lost, and a net cancel was of no use. */
  private Return inDoubt(Window window) {
    fault(window, "timeout_after_approval");
    fault(window, "net_cancel_refused");
    Return agreed = window.agrees();
    agreed.post();
    hub.settle();
    assertThat(shop.hasOpenAttempts()).isTrue();
    return agreed;
  }

  private Return notice(Window window, Return agreed) {
    return new Return(
        hub.bean(NoticeAddress.class)
            .of(hub.base(), PhoneBuyer.PG, window.paymentNumber())
            .toString(),
        agreed.fields());
  }

  @Test
  @Tag("G37")
  void a_notice_of_a_charge_whose_answer_was_lost_has_it_undone() {
    Window window = buyer.opens(9_000);
    Return agreed = inDoubt(window);

    assertThat(notice(window, agreed).post().body()).isEqualTo("SUCCESS");
    hub.settle();

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
    assertThat(notice(window, agreed).post().body()).as("told again").isEqualTo("SUCCESS");
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
  }

  @ParameterizedTest
  @Tag("G37")
  @CsvSource({
    "amount, 9001, SUCCESS",
    "amount, 9000.0, SUCCESS",
    "pay_token, 5004999999, SUCCESS",
    "tid, 0123456789abcdef0, SUCCESS",
    "sid, 170622040675, SUCCESS",
    "cash_code, CN, SUCCESS",
    "hmac, bm90IHRoZSBkaWdlc3Q=, SUCCESS",
    "code, 0099, SUCCESS",
    "trade_id, imp_000000000000, SUCCESS",
    "to, everybody, FAIL"
  })
  void a_notice_that_disagrees_with_the_approval_in_one_field_changes_nothing(
      String field, String value, String answer) {
    Window window = buyer.opens(9_000);
    Return agreed = inDoubt(window);
    Return forged =
        field.equals("to")
            ? new Return(hub.base() + "/pg/mobilians/notice", agreed.fields())
            : notice(window, agreed).with(field, value);
    List<String> calls = world.callsAbout(window.paymentNumber());

    assertThat(forged.post().body()).isEqualTo(answer);
    hub.settle();

    assertThat(world.callsAbout(window.paymentNumber())).isEqualTo(calls);
    assertThat(shop.hasOpenAttempts()).isTrue();
    assertThat(notice(window, agreed).post().body()).isEqualTo("SUCCESS");
    hub.settle();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G38")
  @CsvSource({
    "mobilians, code=0000&sid=170622040674&trade_id=%00&amount=1000",
    "mobilians, Resultcd=0000&Svcid=a&Tradeid=imp_1%00&Mobilid=m&Accountno=1&Prdtprice=1",
    "html5_inicis, no_tid=t&no_oid=imp_1%00&id_merchant=INIpayTest&amt_input=1&type_msg=0200"
  })
  void a_notice_that_has_a_nul_is_refused_in_the_pgs_own_words(String pg, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(hub.base().resolve("/pg/" + pg + "/notice"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("FAIL");
    }
  }

  @Test
  void a_notice_about_a_payment_that_is_paid_or_has_not_begun_changes_nothing() {
    Window paid = buyer.opens(9_000);
    Return agreed = paid.agrees();
    assertThat(notice(paid, agreed).post().body()).isEqualTo("SUCCESS");
    assertThat(shop.statusOf(paid.paymentNumber())).isEqualTo("ready");
    agreed.post();
    assertThat(notice(paid, agreed).post().body()).isEqualTo("SUCCESS");
    assertThat(shop.statusOf(paid.paymentNumber())).isEqualTo("paid");
    BothBooks.agreeFor(shop);
  }

  private void imports(String mid) throws IOException, InterruptedException {
    LocalDate day = LocalDate.ofInstant(world.time.instant(), Korea.ZONE);
    URI export =
        world
            .sandbox()
            .resolve("/cp.mcash.co.kr/mcht/transactions.csv?mid=%s&day=%s".formatted(mid, day));
    Path file = Files.createTempFile(world.home, "list", ".csv");
    HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(export).build(), BodyHandlers.ofFile(file));
    long merchant = shop.merchant.id();
    long channel =
        hub.bean(ChannelAdministration.class).all(merchant).stream()
            .filter(each -> each.mid().equals(mid))
            .findFirst()
            .orElseThrow()
            .id();
    var outcome =
        hub.bean(PgStatements.class)
            .read(merchant, channel, "transactions", day, file, "a test", _ -> {});
    assertThat(outcome).isInstanceOf(PgStatements.Outcome.Read.class);
    hub.settle();
  }

  /** The PG carries it out, and its answer never comes, whatever is asked of it. */
  private void answersAreLostAt(String path) {
    hub.wire.disturb(
        PgWire.at(
            path,
            (request, pg) -> {
              pg.send(request);
              throw new IOException("the line is cut");
            }));
  }

  @Test
  @Tag("G06")
  void a_list_that_shows_the_charge_given_back_ends_its_approval() throws Exception {
    Window window = buyer.opens(9_000);
    fault(window, "timeout_after_approval");
    answersAreLostAt("/cancellation");
    window.agrees().post();
    assertThat(shop.hasOpenAttempts()).isTrue();

    imports(GENERAL);

    assertThat(shop.hasOpenAttempts()).isFalse();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G06")
  void a_list_that_shows_the_charge_has_it_undone_and_never_paid() throws Exception {
    Window window = buyer.opens(9_000);
    inDoubt(window);

    imports(GENERAL);

    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("failed");
    BothBooks.agreeFor(shop);
  }

  @Test
  @Tag("G06")
  void a_list_that_shows_a_part_given_back_ends_its_cancel() throws Exception {
    Window window = buyer.opens(9_000);
    window.agrees().post();
    answersAreLostAt("/cancellation");
    assertThat(shop.cancel(window.paymentNumber(), 4_000).code()).isEqualTo(-1);
    assertThat(shop.hasOpenAttempts()).isTrue();

    imports(GENERAL);

    assertThat(shop.hasOpenAttempts()).isFalse();
    assertThat(shop.payment(window.paymentNumber()).path("cancel_amount").asLong())
        .isEqualTo(4_000);
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @Tag("G06")
  @CsvSource({"cancel_refused, paid", "none, failed"})
  void a_charge_by_key_that_a_list_shows_is_undone_or_where_the_pg_refuses_that_stands(
      String fault, String ends) throws Exception {
    Subscriber subscriber = Subscriber.of(shop);
    shop.put("mobilians.billing.issue_mode", "key_only");
    Map<String, Object> key = PhoneBuyer.order("phone", Shop.newOrder(), 8_000);
    key.put("customer_uid", subscriber.uid());
    buyer.opens(key).agrees().post();
    String order = Shop.newOrder();
    world.scenarioOfOrder(PhoneBuyer.PG, order, "timeout_after_approval", "");
    world.scenarioOfOrder(PhoneBuyer.PG, order, "net_cancel_refused", "");
    if (!fault.equals("none")) {
      world.scenarioOfOrder(PhoneBuyer.PG, order, fault, "");
    }
    assertThat(subscriber.again(order, 8_000).code()).isEqualTo(-1);
    assertThat(shop.hasOpenAttempts()).isTrue();

    imports(BILLING);

    assertThat(shop.statusOf(shop.paymentNumberOf(order))).isEqualTo(ends);
    assertThat(shop.hasOpenAttempts()).isFalse();
    BothBooks.agreeFor(shop);
  }
}
