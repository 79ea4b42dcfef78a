package dev.naru.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A buyer in KG Mobilians's window, who finds every control by its accessible name. */
record MobiliansBuyer(Locator window) {

  /** A buyer in the SDK's overlay, which a phone shows too when it isn't redirected. */
  static MobiliansBuyer inOverlay(Page shop) {
    return new MobiliansBuyer(shop.frameLocator(Buyer.OVERLAY).locator("body"));
  }

  /** A buyer whose window is the whole page: on a phone, or in a popup. */
  static MobiliansBuyer onPhone(Page page) {
    return new MobiliansBuyer(page.locator("body"));
  }

  void paysBy(String method) {
    switch (method) {
      case "phone" -> paysByPhone("010-1234-5678");
      case "card" -> {
        role(AriaRole.RADIO, Buyer.CARD_COMPANY).check();
        agreesToAll();
        button("다음").click();
        role(AriaRole.TEXTBOX, "카드번호").fill(Buyer.GOOD_CARD);
        button("결제하기").click();
      }
      case "trans" -> {
        entersAccount("예금주");
        role(AriaRole.TEXTBOX, "생년월일").fill("820213");
        agreesToAll();
        button("결제하기").click();
      }
      case "vbank" -> {
        entersAccount("입금자명");
        agreesToAll();
        button("결제하기").click();
      }
      case "kakaopay", "naverpay", "payco", "tosspay" -> {
        role(AriaRole.RADIO, "등록된 카드").check();
        button("결제하기").click();
      }
      default -> throw new IllegalArgumentException(method);
    }
  }

  void paysByPhone(String number) {
    identifies(number);
    entersCode("123456");
  }

  void identifies(String number) {
    role(AriaRole.RADIO, "SKT").check();
    role(AriaRole.TEXTBOX, "휴대폰번호").fill(number);
    role(AriaRole.TEXTBOX, "생년월일").fill("820213");
    role(AriaRole.TEXTBOX, "뒷자리 첫 숫자").fill("1");
    agreesToAll();
    button("다음").click();
  }

  void entersCode(String code) {
    role(AriaRole.TEXTBOX, "인증번호").fill(code);
    button("결제하기").click();
  }

  void leaves() {
    button("취소").click();
  }

  Locator button(String name) {
    return role(AriaRole.BUTTON, name);
  }

  Locator role(AriaRole role, String name) {
    return window.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private void entersAccount(String holder) {
    role(AriaRole.COMBOBOX, "은행").selectOption("신한은행");
    role(AriaRole.TEXTBOX, holder).fill("홍길동");
  }

  private void agreesToAll() {
    role(AriaRole.CHECKBOX, "전체 동의").check();
  }
}
