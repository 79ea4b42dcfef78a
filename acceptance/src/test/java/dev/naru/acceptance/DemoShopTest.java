package dev.naru.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests the steps that the README describes for a newcomer. */
@Tag("G18")
class DemoShopTest extends Journey {

  private final Merchant demo = Merchant.demo(naru);

  @Test
  void a_newcomer_pays_sees_all_three_arrive_and_cancels() {
    Page page = chromium.desktop();
    page.navigate(naru.shop("/").toString());
    press(page, "결제하기");
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);

    assertThat(heading(page)).hasText("결제 완료");
    String impUid = impUidIn(page, "#callback");
    assertThat(page.locator("#webhook")).containsText(impUid);
    assertThat(page.locator("#truth")).containsText(impUid);
    assertThat(page.locator("#truth")).containsText("paid");
    Books.areEqualFor(demo, impUid);

    press(page, "REST로 취소");
    assertThat(heading(page)).hasText("전액 취소");
    JsonNode truth = demo.payment(impUid);
    assertThat(truth.path("status").asString()).isEqualTo("cancelled");
    assertThat(truth.path("cancel_amount").asLong()).isEqualTo(14000);
    Books.areEqualFor(demo, impUid);
  }

  @Test
  void who_leaves_the_window_sees_no_failure_and_may_pay_again() {
    Page page = chromium.desktop();
    page.navigate(naru.shop("/").toString());
    press(page, "결제하기");
    Buyer.atDesk(page).leaves();
    assertThat(heading(page)).hasText("결제를 그만두었습니다");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("다시 결제하기")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("결제하기")))
        .isVisible();
  }

  @Test
  void who_leaves_the_window_of_a_key_is_told_of_a_registration_and_the_list_fits_a_phone() {
    Page page = chromium.desktop();
    page.navigate(naru.shop("/").toString());
    page.getByLabel("정기결제 등록(빌링키)").check();
    press(page, "결제하기");
    Buyer buyer = Buyer.atDesk(page);
    buyer.button("취소").waitFor();
    assertThat(buyer.window()).containsText("정기결제 카드 등록 약관에 모두 동의합니다");
    buyer.leaves();
    assertThat(heading(page)).hasText("등록을 그만두었습니다");
    assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("다시 등록하기")))
        .isVisible();

    page.setViewportSize(390, 844);
    page.navigate(naru.shop("/orders").toString());
    for (String cell : List.of("14,000원", "등록 취소")) {
      Locator first = page.locator("#orders td").getByText(cell).first();
      first.waitFor();
      assertThat(first.boundingBox().x + first.boundingBox().width).as(cell).isLessThan(390);
    }
  }

  @Test
  void the_newcomers_phone_pays_and_comes_back_to_the_order() {
    Page page = chromium.phone();
    page.navigate(naru.shop("/").toString());
    press(page, "결제하기");
    Buyer.onPhone(page).paysWith(Buyer.GOOD_CARD);

    assertThat(heading(page)).hasText("결제 완료");
    String impUid = impUidIn(page, "#callback");
    assertThat(page.locator("#webhook")).containsText(impUid);
    Books.areEqualFor(demo, impUid);
  }

  @Test
  void the_newcomers_phone_pays_into_its_virtual_account() {
    Page page = chromium.phone();
    page.navigate(naru.shop("/").toString());
    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("가상계좌")).check();
    press(page, "결제하기");
    Buyer.onPhone(page).paysBy("vbank");
    assertThat(heading(page)).hasText("입금 대기");

    press(page, "입금하기");

    assertThat(heading(page)).hasText("결제 완료");
    Books.areEqualFor(demo, impUidIn(page, "#truth"));
  }

  @Test
  void a_partial_cancel_leaves_the_rest_with_the_pg() {
    Page page = chromium.desktop();
    page.navigate(naru.shop("/").toString());
    press(page, "결제하기");
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);
    assertThat(heading(page)).hasText("결제 완료");
    String impUid = impUidIn(page, "#callback");

    page.getByLabel("취소할 금액(원)").fill("4000");
    press(page, "REST로 취소");
    assertThat(heading(page)).hasText("부분 취소");
    assertThat(demo.payment(impUid).path("cancel_amount").asLong()).isEqualTo(4000);
    Books.areEqualFor(demo, impUid);
  }

  @Test
  void a_page_that_was_made_to_ask_for_less_is_not_taken_for_paid() {
    Page page = chromium.desktop();
    page.navigate(naru.shop("/").toString());
    page.evaluate(
        "() => { const pay = IMP.request_pay;"
            + " IMP.request_pay = (param, done) => pay({ ...param, amount: 1000 }, done); }");
    press(page, "결제하기");
    Buyer.atDesk(page).paysWith(Buyer.GOOD_CARD);
    assertThat(heading(page)).hasText("결제 내용 불일치");
    Books.areEqualFor(demo, impUidIn(page, "#callback"));
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static Locator heading(Page page) {
    page.waitForURL(url -> URI.create(url).getPath().startsWith("/orders/"));
    return page.locator("#state");
  }

  private static String impUidIn(Page page, String list) {
    Locator line = page.locator(list + " dt", new Page.LocatorOptions().setHasText("imp_uid"));
    return line.first().locator("xpath=following-sibling::dd").innerText();
  }
}
