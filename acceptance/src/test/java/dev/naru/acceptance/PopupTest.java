package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests a channel whose setting {@code pay_view} is {@code popup}. */
@Tag("G18")
class PopupTest extends Journey {

  private Merchant popupMerchant() {
    return Merchant.fresh(
        naru, Map.of("pg", "html5_inicis", "mid", "INIpayTest", "pay_view", "popup"));
  }

  private Tab ready(Merchant merchant, Page page) {
    return Tab.at(page, shop.payPage(merchant, request())).whenSdkIsReady();
  }

  @Test
  void the_buyer_pays_in_the_popup() {
    Merchant merchant = popupMerchant();
    Tab tab = ready(merchant, chromium.desktop());
    Page popup = tab.page().waitForPopup(tab::pressesPay);
    Buyer.inPopup(popup).paysWith(Buyer.GOOD_CARD);

    JsonNode answer = tab.answer();
    String impUid = answer.path("imp_uid").asString();
    assertThat(answer.path("success").asBoolean()).isTrue();
    tab.page().waitForCondition(popup::isClosed);
    Books.areEqualFor(merchant, impUid);
  }

  @Test
  void a_popup_that_the_buyer_closes_is_a_failure() {
    Merchant merchant = popupMerchant();
    Tab tab = ready(merchant, chromium.desktop());
    Page popup = tab.page().waitForPopup(tab::pressesPay);
    Buyer.inPopup(popup).button("다음").waitFor();
    // Nobody closes it before the SDK has looked for the first time, 300 ms after it opened. By the
    // page's own timers this one comes after that look, however slow the machine is.
    tab.page().evaluate("() => new Promise(looked => setTimeout(looked, 600))");
    popup.close();

    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("사용자가 결제를 취소하셨습니다");
    String impUid = answer.path("imp_uid").asString();
    assertThat(merchant.statusOf(impUid)).isEqualTo("failed");
    Books.holdNothingOf(merchant, impUid);
  }

  @Test
  void leaving_in_the_popup_is_a_failure_too() {
    Merchant merchant = popupMerchant();
    Tab tab = ready(merchant, chromium.desktop());
    Page popup = tab.page().waitForPopup(tab::pressesPay);
    Buyer.inPopup(popup).leaves();
    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("사용자가 결제를 취소하셨습니다");
    tab.page().waitForCondition(popup::isClosed);
    Books.holdNothingOf(merchant, answer.path("imp_uid").asString());
  }

  @Test
  void a_blocked_popup_is_said_to_the_page() {
    Merchant merchant = popupMerchant();
    Page page = chromium.desktop();
    page.addInitScript("window.open = () => null");
    Tab tab = ready(merchant, page).pressesPay();
    // The buyer doesn't want the button that opens it (SdkIsolationTest presses it).
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("취소")).click();
    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo("팝업이 차단되었습니다.");
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error_code").asString()).isEqualTo("F400");
    assertThat(merchant.statusOf(answer.path("imp_uid").asString())).isEqualTo("failed");
    Books.holdNothingOf(merchant, answer.path("imp_uid").asString());
  }
}
