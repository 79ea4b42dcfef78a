package dev.naru.pg.spi;

import java.util.Map;

/** Names, for buyers, of the pay methods that several PGs share. */
public final class MethodNames {

  private static final Map<PayMethod, Bilingual> COMMON =
      Map.ofEntries(
          Map.entry(PayMethod.CARD, new Bilingual("신용카드", "Card")),
          Map.entry(PayMethod.TRANS, new Bilingual("계좌이체", "Bank transfer")),
          Map.entry(PayMethod.VBANK, new Bilingual("가상계좌", "Virtual account")),
          Map.entry(PayMethod.PHONE, new Bilingual("휴대폰", "Phone bill")),
          Map.entry(PayMethod.SAMSUNG, new Bilingual("삼성페이", "Samsung Pay")),
          Map.entry(PayMethod.KAKAOPAY, new Bilingual("카카오페이", "KakaoPay")),
          Map.entry(PayMethod.PAYCO, new Bilingual("페이코", "PAYCO")),
          Map.entry(PayMethod.TOSSPAY, new Bilingual("토스페이", "Toss Pay")),
          Map.entry(PayMethod.SSGPAY, new Bilingual("SSG페이", "SSGPAY")),
          Map.entry(PayMethod.CHAI, new Bilingual("차이", "CHAI")),
          Map.entry(PayMethod.LPAY, new Bilingual("엘페이", "L.pay")),
          Map.entry(PayMethod.NAVERPAY, new Bilingual("네이버페이", "Naver Pay")),
          Map.entry(PayMethod.APPLEPAY, new Bilingual("애플페이", "Apple Pay")),
          Map.entry(PayMethod.CULTURELAND, new Bilingual("문화상품권", "Cultureland voucher")),
          Map.entry(PayMethod.SMARTCULTURE, new Bilingual("스마트문상", "Smart Culture voucher")),
          Map.entry(PayMethod.HAPPYMONEY, new Bilingual("해피머니", "Happymoney voucher")),
          Map.entry(PayMethod.BOOKNLIFE, new Bilingual("도서문화상품권", "Booknlife voucher")),
          Map.entry(PayMethod.POINT, new Bilingual("포인트", "Points")));

  private MethodNames() {}

  /** Whether the method has a common name. */
  public static boolean knows(PayMethod method) {
    return COMMON.containsKey(method);
  }

  /** The common name, or the code in both languages where there is none. */
  public static Bilingual of(PayMethod method) {
    return COMMON.getOrDefault(method, new Bilingual(method.code(), method.code()));
  }
}
