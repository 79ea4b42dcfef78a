package dev.naru.hub.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.console.Browser.Page;
import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.time.Korea;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The book against a PG's list, as a merchant's people see and settle it. */
class ReconcilePagesTest {

  private static final RunningHub HUB = RunningHub.shared();

  private final Shop shop = HUB.newShop();

  private Browser signedIn(Role role) {
    Browser signed = new Browser(HUB);
    signed.cookies.put(
        "naru_console",
        HUB.bean(Sessions.class).begin(People.add(HUB, shop.merchant.id(), role, null), null));
    return signed;
  }

  private String list() {
    return HUB.bean(ChannelAdministration.class).all(shop.merchant.id()).getFirst().id()
        + "/approvals";
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(HUB.world.time.instant(), Korea.ZONE);
  }

  /** A list with the rows of charges that the emulated PG holds, and one of nobody's. */
  private static byte[] file(LocalDate day, String number, long amount, boolean whole) {
    String tid = HUB.world.chargesOf(number).getFirst().tid();
    String at = day.toString().replace("-", "");
    String row =
        String.join(
                "|",
                "INIpayTest",
                "CC",
                "A",
                at,
                "100000",
                "",
                "",
                tid,
                number,
                "",
                "",
                "" + amount,
                "",
                "",
                tid)
            + "<br>";
    return (whole ? row : row.substring(0, row.length() - 20)).getBytes(US_ASCII);
  }

  private void forgets(String number) {
    String in = "payment_number = '" + number + "'";
    HUB.world
        .db()
        .sql(
            "do $$ begin set local session_replication_role = replica;"
                + " delete from webhook_task where "
                + in
                + "; delete from attempt where "
                + in
                + "; delete from journal where "
                + in
                + "; delete from journal_head where "
                + in
                + "; delete from checkout_session where "
                + in
                + "; delete from payment where "
                + in
                + "; end $$")
        .update();
  }

  @Test
  void a_list_is_fetched_and_a_lost_charge_adopted_with_one_press() {
    LocalDate day = today();
    String lost = shop.paid(7_000);
    forgets(lost);
    HUB.world.time.advance(Duration.ofDays(1));
    HUB.settle();
    Browser browser = signedIn(Role.FINANCE);

    Page page = browser.get("/console/reconcile");
    assertThat(page.text()).contains("차이가 없습니다");
    Page fetched =
        browser.post("/console/reconcile/fetch", Map.of("list", list(), "day", day.toString()));
    assertThat(fetched.location()).as(fetched.text()).contains("said=reconcile.said-read");
    Page differs = browser.get("/console/reconcile");
    assertThat(differs.text()).contains(lost, "장부에 없음", "7,000원", "모두 장부에 넣기");

    String id = differs.hidden().get("id");
    Page settled =
        browser.post(
            "/console/reconcile/settle", Map.of("id", id, "as", "adopt", "reason", "<script>봤음"));

    assertThat(settled.location()).as(settled.text()).contains("said=reconcile.said-settled");
    assertThat(browser.get("/console/reconcile").text()).contains("차이가 없습니다");
    assertThat(browser.get("/console/payments/" + lost).text()).contains("PG 내역에서 장부에 넣음");
    assertThat(shop.toldOf(lost)).containsExactly("paid");
    assertThat(browser.get("/console/reconcile/export").html())
        .contains("missing_here", lost, "ADOPT");
    assertThat(HUB.bean(Audit.class).of(shop.merchant.id(), lost, 10))
        .extracting(line -> line.change().what())
        .containsExactly("reconcile settle");
    HUB.settle();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_file_is_uploaded_and_half_of_it_is_refused_with_a_sentence() {
    LocalDate day = today();
    String number = shop.paid(9_000);
    Browser browser = signedIn(Role.FINANCE);
    browser.get("/console/reconcile");
    Map<String, String> fields = Map.of("list", list(), "day", day.toString());

    Page half =
        browser.upload("/console/uploads/statement", fields, file(day, number, 9_000, false));
    assertThat(half.status()).isEqualTo(422);
    assertThat(half.text()).contains("내역 전체를 믿을 수 없어");
    Page whole =
        browser.upload("/console/uploads/statement", fields, file(day, number, 9_000, true));
    assertThat(whole.location()).as(whole.text()).contains("said=reconcile.said-agrees");
    Page other =
        browser.upload("/console/uploads/statement", fields, file(day, number, 9_500, true));
    assertThat(other.location()).contains("said=reconcile.said-read");
    assertThat(browser.get("/console/reconcile?class=amount_differs").text())
        .contains("금액 다름", "9,500원", "9,000원");
  }

  @Test
  void a_file_above_the_bound_and_another_role_are_refused() {
    Browser browser = signedIn(Role.FINANCE);
    browser.get("/console/reconcile");
    Page large =
        browser.upload(
            "/console/uploads/statement",
            Map.of("list", list(), "day", today().toString()),
            new byte[26 << 20]);
    assertThat(large.status()).isEqualTo(413);
    Browser reader = signedIn(Role.READ_ONLY);
    assertThat(reader.get("/console/reconcile").html()).doesNotContain("/console/uploads");
    assertThat(reader.upload("/console/uploads/statement", Map.of(), new byte[10]).status())
        .isEqualTo(403);
  }
}
