package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests forged returns: a return comes through the buyer's browser, so anybody can write one. */
@Tag("G18")
@Tag("G36")
class ForgedReturnTest extends Journey {

  private static final String ATTACKER = "ATTACKER";

  private final List<String> attackerWasCalled = new CopyOnWriteArrayList<>();
  private final HttpServer attacker;

  ForgedReturnTest() throws IOException {
    attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startAttacker() {
    attacker.createContext(
        "/",
        exchange -> {
          attackerWasCalled.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    attacker.start();
  }

  @AfterEach
  void stopAttacker() {
    attacker.stop(0);
  }

  private String attackerUrl(String path) {
    return "http://localhost:" + attacker.getAddress().getPort() + path;
  }

  /** Each row is a forgery of the same return; none may spoil the real one, which comes last. */
  @TestFactory
  Stream<DynamicTest> a_forged_pc_return_changes_nothing_and_the_real_one_still_pays() {
    Merchant merchant = merchant();
    ReturnLeg leg = ReturnLeg.hold(chromium.desktop());
    Tab tab = authenticated(merchant, request(), leg);
    String impUid = leg.field("orderNumber");
    Stream<DynamicTest> forged =
        forged(
            leg,
            merchant,
            impUid,
            """
            authUrl=ATTACKER/api/payAuth
            authUrl=
            netCancelUrl=ATTACKER/api/netCancel
            idc_name=fc
            idc_name=ks
            idc_name=
            mid=INIBillTst
            mid=
            orderNumber=imp_000000000000
            orderNumber=
            authToken=
            """);
    return Stream.concat(
        forged,
        Stream.of(
            DynamicTest.dynamicTest(
                "the real one",
                () -> {
                  leg.release();
                  assertThat(tab.answer().path("success").asBoolean()).isTrue();
                  assertPaid(merchant, impUid);
                })));
  }

  @TestFactory
  Stream<DynamicTest> a_forged_mobile_return_changes_nothing_and_the_real_one_still_pays() {
    Merchant merchant = merchant();
    ReturnLeg leg = ReturnLeg.hold(chromium.phone());
    String impUid = authenticatedOnPhone(merchant, leg);
    Stream<DynamicTest> forged =
        forged(
            leg,
            merchant,
            impUid,
            """
            P_REQ_URL=ATTACKER/smart/payReq.ini
            P_REQ_URL=
            P_AMT=100
            P_TID=INIMX_AUTHINIBillTst20261121000000000000
            P_TID=
            idc_name=nowhere
            """);
    return Stream.concat(
        forged,
        Stream.of(
            DynamicTest.dynamicTest(
                "the real one",
                () -> {
                  leg.release();
                  leg.page().waitForURL(url -> url.startsWith(shop.url("/landing")));
                  assertThat(leg.page().url()).contains("imp_success=true");
                  assertPaid(merchant, impUid);
                })));
  }

  private Stream<DynamicTest> forged(
      ReturnLeg leg, Merchant merchant, String impUid, String fields) {
    return fields
        .lines()
        .map(field ->
            DynamicTest.dynamicTest(
                field,
                () -> {
                  String[] pair = field.split("=", 2);
                  String value = pair[1].replace(ATTACKER, attackerUrl(""));
                  assertThat(leg.forge(Map.of(pair[0], value)).status()).isEqualTo(400);
                  assertUntouched(merchant, impUid);
                }));
  }

  private void assertPaid(Merchant merchant, String impUid) {
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    assertThat(attackerWasCalled).isEmpty();
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void a_browser_that_was_made_to_send_a_forged_return_sees_that_nothing_happened() {
    Merchant merchant = merchant();
    Page page = chromium.desktop();
    ReturnLeg leg = ReturnLeg.watch(page);
    page.route(
        "**/checkout/*/return",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setPostData(
                        route
                            .request()
                            .postData()
                            .replaceFirst(
                                "authUrl=[^&]*",
                                "authUrl=" + attackerUrl("/api/payAuth").replace("/", "%2F")))));
    Tab tab = Tab.at(page, shop.payPage(merchant, request())).pressesPay();
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);
    // The result appears in the PG's own frame (docs/decisions/0005).
    Buyer.atDesk(page).window().getByText("처리할 수 없는 요청입니다").waitFor();
    String impUid = leg.field("orderNumber");
    assertUntouched(merchant, impUid);
    assertThat(tab.answers()).isEmpty();

    leg.replay();
    assertThat(merchant.statusOf(impUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, impUid);
  }

  /** The page that refuses a forged return lets the buyer leave. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void who_sees_that_a_return_was_forged_can_leave(boolean phone) {
    Merchant merchant = merchant();
    Page page = phone ? chromium.phone() : chromium.desktop();
    page.route(
        "**/checkout/*/return",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setPostData(
                        route
                            .request()
                            .postData()
                            .replaceFirst("(authToken|P_TID)=[^&]*", "$1="))));
    Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
    Tab tab = Tab.at(page, shop.payPage(merchant, param)).pressesPay();
    Buyer buyer = phone ? Buyer.onPhone(page) : Buyer.atDesk(page);
    buyer.paysWith(Buyer.GOOD_CARD);
    buyer.button("닫기").click();
    if (phone) {
      page.waitForURL(url -> url.startsWith(shop.url("/landing")));
      assertThat(page.url()).contains("imp_success=false");
    } else {
      assertThat(tab.answer().path("success").asBoolean(true)).isFalse();
      assertThat(page.locator(Buyer.OVERLAY).count()).isZero();
    }
    String impUid = merchant.paymentOfOrder(orderOf(param)).path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  @Tag("G31")
  void a_return_for_another_merchants_checkout_changes_neither() {
    Merchant mine = merchant();
    Merchant theirs = merchant();
    Page myPage = chromium.desktop();
    ReturnLeg my = ReturnLeg.hold(myPage);
    Tab myTab = Tab.at(myPage, shop.payPage(mine, request())).pressesPay();
    Buyer.atDesk(myPage).paysWith(Buyer.GOOD_CARD);
    my.awaitHeld();
    Page theirPage = chromium.desktop();
    ReturnLeg their = ReturnLeg.hold(theirPage);
    Tab theirTab = Tab.at(theirPage, shop.payPage(theirs, request())).pressesPay();
    Buyer.atDesk(theirPage).paysWith(Buyer.GOOD_CARD);
    their.awaitHeld();

    Http.Answer answer = Http.form(their.url(), ReturnLeg.encode(my.fields()));
    assertThat(answer.status()).isEqualTo(400);
    assertUntouched(mine, my.field("orderNumber"));
    assertUntouched(theirs, their.field("orderNumber"));

    my.release();
    their.release();
    assertThat(myTab.answer().path("success").asBoolean()).isTrue();
    assertThat(theirTab.answer().path("success").asBoolean()).isTrue();
    Books.areEqualFor(mine, my.field("orderNumber"));
    Books.areEqualFor(theirs, their.field("orderNumber"));
  }

  @Test
  @Tag("G07")
  void the_authentication_of_a_cheap_order_does_not_pay_for_a_dear_one() {
    Merchant merchant = merchant();
    assertNotPaidWith(merchant, request("amount", 1000), request("amount", 90000));
  }

  @Test
  void the_authentication_of_another_order_of_the_same_amount_does_not_pay_either() {
    Merchant merchant = merchant();
    assertNotPaidWith(merchant, request(), request());
  }

  /**
   * Brings the token of one order with the number of another. By then the PG has approved the wrong
   * order; that charge must be undone, and neither order may end as paid.
   */
  private void assertNotPaidWith(
      Merchant merchant, Map<String, Object> given, Map<String, Object> wanted) {
    ReturnLeg from = ReturnLeg.hold(chromium.desktop());
    Tab givenTab = authenticated(merchant, given, from);
    ReturnLeg to = ReturnLeg.hold(chromium.desktop());
    Tab wantedTab = authenticated(merchant, wanted, to);
    String givenUid = from.field("orderNumber");
    String wantedUid = to.field("orderNumber");

    to.forge(Map.of("authToken", from.field("authToken")));
    assertThat(Books.moneyAtPg(merchant, wantedUid)).isZero();
    assertThat(Books.moneyAtPg(merchant, givenUid)).isZero();
    // The PG's answers are about another order, so the hub uses none of them. After the time for a
    // net cancel, the next check, 22 minutes after the first, ends it.
    naru.advanceClock("PT30M");
    assertThat(merchant.statusOf(wantedUid)).isEqualTo("failed");
    to.release();
    assertThat(wantedTab.answer().path("success").asBoolean(true)).isFalse();
    from.release();
    assertThat(givenTab.answer().path("success").asBoolean(true)).isFalse();
    Books.holdNothingOf(merchant, wantedUid);
    Books.holdNothingOf(merchant, givenUid);
  }

  @Test
  @Tag("G08")
  void a_token_that_has_paid_one_order_cannot_be_used_to_undo_it_through_another() {
    Merchant merchant = merchant();
    ReturnLeg paid = ReturnLeg.hold(chromium.desktop());
    Tab paidTab = authenticated(merchant, request(), paid);
    paid.release();
    assertThat(paidTab.answer().path("success").asBoolean()).isTrue();
    ReturnLeg other = ReturnLeg.hold(chromium.desktop());
    authenticated(merchant, request(), other);

    other.forge(Map.of("authToken", paid.field("authToken")));
    naru.advanceClock("PT30M");
    assertThat(merchant.statusOf(paid.field("orderNumber"))).isEqualTo("paid");
    Books.areEqualFor(merchant, paid.field("orderNumber"));
    Books.holdNothingOf(merchant, other.field("orderNumber"));
  }

  @Test
  @Tag("G08")
  void a_phones_token_that_has_paid_one_order_cannot_be_used_to_undo_it_through_another() {
    Merchant merchant = merchant();
    ReturnLeg paid = ReturnLeg.hold(chromium.phone());
    String paidUid = authenticatedOnPhone(merchant, paid);
    paid.release();
    Eventually.see("the charge", () -> merchant.statusOf(paidUid), "paid"::equals);
    ReturnLeg other = ReturnLeg.hold(chromium.phone());
    String otherUid = authenticatedOnPhone(merchant, other);

    other.forge(Map.of("P_TID", paid.field("P_TID")));
    naru.advanceClock("PT30M");
    assertThat(merchant.statusOf(paidUid)).isEqualTo("paid");
    Books.areEqualFor(merchant, paidUid);
    Books.holdNothingOf(merchant, otherUid);
  }

  /** A desktop buyer who has entered the card; the return is held back. */
  private Tab authenticated(Merchant merchant, Map<String, Object> param, ReturnLeg leg) {
    Tab tab = Tab.at(leg.page(), shop.payPage(merchant, param)).pressesPay();
    Buyer.atDesk(leg.page()).paysWith(Buyer.GOOD_CARD);
    leg.awaitHeld();
    return tab;
  }

  private String authenticatedOnPhone(Merchant merchant, ReturnLeg leg) {
    Map<String, Object> param = request("m_redirect_url", shop.url("/landing"));
    Tab.at(leg.page(), shop.payPage(merchant, param)).pressesPay();
    Buyer.onPhone(leg.page()).paysWith(Buyer.GOOD_CARD);
    leg.awaitHeld();
    return merchant.paymentOfOrder(orderOf(param)).path("imp_uid").asString();
  }

  @Test
  @Tag("G35")
  void an_address_that_nobody_was_given_is_not_found() {
    URI nowhere = naru.hub("/checkout/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/return");
    assertThat(Http.form(nowhere, "resultCode=0000").status()).isEqualTo(404);
  }

  private void assertUntouched(Merchant merchant, String impUid) {
    assertThat(merchant.statusOf(impUid)).isEqualTo("ready");
    assertThat(naru.pgCalls(impUid)).isEmpty();
    assertThat(merchant.pgBook(impUid)).isEmpty();
    assertThat(attackerWasCalled).isEmpty();
  }
}
