package dev.naru.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A buyer in KG INICIS's window, who finds every control by its accessible name. */
final class Buyer {

  static final String CARD_COMPANY = "신한카드";
  static final String GOOD_CARD = "1234-1234-1234-1234";

  /** The SDK's overlay, which contains the PG's window. */
  static final String OVERLAY = "iframe[title=\"결제창\"]";

  static final String OVERLAY_IN_ENGLISH = "iframe[title=\"Payment window\"]";

  private static final String PG_WINDOW = "#inicisModalDiv iframe";

  private final Locator window;

  private Buyer(Locator window) {
    this.window = window;
  }

  static Buyer atDesk(Page shop) {
    return new Buyer(shop.frameLocator(OVERLAY).frameLocator(PG_WINDOW).locator("body"));
  }

  static Buyer atDeskInEnglish(Page shop) {
    return new Buyer(shop.frameLocator(OVERLAY_IN_ENGLISH).frameLocator(PG_WINDOW).locator("body"));
  }

  static Buyer inPopup(Page popup) {
    return new Buyer(popup.frameLocator(PG_WINDOW).locator("body"));
  }

  static Buyer onPhone(Page page) {
    return new Buyer(page.locator("body"));
  }

  /** Pays with this card, from the first step to the last. */
  void paysWith(String cardNumber) {
    choosesCard(CARD_COMPANY);
    agreesAndGoesOn();
    typesAndPays(cardNumber);
  }

  void choosesCard(String name) {
    role(AriaRole.RADIO, name).check();
  }

  void choosesInstalments(String label) {
    instalments().selectOption(label);
  }

  Locator instalments() {
    return role(AriaRole.COMBOBOX, "할부");
  }

  void agreesAndGoesOn() {
    window.getByRole(AriaRole.CHECKBOX).check();
    button("다음").click();
  }

  void typesAndPays(String cardNumber) {
    cardNumber().fill(cardNumber);
    button("결제하기").click();
  }

  /**
   * Pays with this V1 method, from the first step to the last; the PG's window opens at it
   * directly.
   */
  void paysBy(String method) {
    switch (method) {
      case "card" -> paysWith(GOOD_CARD);
      case "trans" -> {
        choosesBank("신한은행");
        role(AriaRole.TEXTBOX, "예금주").fill("홍길동");
        role(AriaRole.TEXTBOX, "생년월일 또는 사업자번호").fill("820213");
        agreesAndPays();
      }
      case "vbank" -> {
        choosesBank("신한은행");
        role(AriaRole.TEXTBOX, "입금자명").fill("홍길동");
        agreesAndPays();
      }
      case "phone" -> {
        role(AriaRole.RADIO, "SKT").check();
        role(AriaRole.TEXTBOX, "휴대폰번호").fill("010-1234-5678");
        role(AriaRole.TEXTBOX, "생년월일").fill("820213");
        agreesAndGoesOn();
        role(AriaRole.TEXTBOX, "인증번호").fill("123456");
        button("결제하기").click();
      }
      case "smartculture" -> {
        role(AriaRole.TEXTBOX, "핀번호").fill("1234-5678-9012-3456");
        agreesAndPays();
      }
      case "cultureland", "happymoney", "booknlife" -> {
        role(AriaRole.TEXTBOX, "아이디").fill("hong");
        role(AriaRole.TEXTBOX, "비밀번호").fill("secret");
        agreesAndPays();
      }
      default -> agreesAndPays();
    }
  }

  /** Chooses an easy-pay instead of a card company in the card window. */
  void picksEasyPay(String label) {
    role(AriaRole.RADIO, label).check();
    agreesAndGoesOn();
    button("결제하기").click();
  }

  /** Enters a card in the billing-key window, which charges nothing. */
  void registersCard(String cardNumber) {
    cardNumber().fill(cardNumber);
    role(AriaRole.TEXTBOX, "유효기간").fill("12/30");
    role(AriaRole.TEXTBOX, "생년월일 또는 사업자번호").fill("820213");
    role(AriaRole.TEXTBOX, "카드 비밀번호 앞 2자리").fill("00");
    agreesAndPays();
  }

  private void choosesBank(String name) {
    role(AriaRole.RADIO, name).check();
  }

  private void agreesAndPays() {
    window.getByRole(AriaRole.CHECKBOX).check();
    button("결제하기").click();
  }

  /** Presses the pay button and doesn't wait for the next page, which will be slow. */
  void pressesPayWithoutWaiting() {
    button("결제하기").dispatchEvent("click");
  }

  Locator cardNumber() {
    return role(AriaRole.TEXTBOX, "카드번호");
  }

  void leaves() {
    button("취소").click();
  }

  /** Confirms the question that Escape asks. */
  void confirmsLeaving() {
    button("그만두기").click();
  }

  Locator button(String name) {
    return role(AriaRole.BUTTON, name);
  }

  Locator role(AriaRole role, String name) {
    return window.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator window() {
    return window;
  }
}
