package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a shop's window request: a plain one, unless a test changes it. */
final class Shop {
  private final PayMethod method;
  private boolean mobile;
  private boolean key;
  private boolean escrow;
  private String orderNumber = "주문-1";
  private String language = "ko";
  private WindowRequest.Buyer buyer =
      new WindowRequest.Buyer("홍길동", "010-1234-5678", "buyer@example.com");
  private WindowRequest.Cards cards = WindowRequest.Cards.UNSAID;
  private @Nullable Long taxFree;
  private @Nullable Long vat;
  private @Nullable Boolean digital;
  private @Nullable LocalDateTime vbankDue;
  private WindowRequest.@Nullable Period period;
  private @Nullable String appScheme;
  private Map<String, Object> bypass = Map.of();
  private String goods = "테스트 상품";

  private Shop(PayMethod method) {
    this.method = method;
  }

  static Shop asks(PayMethod method) {
    return new Shop(method);
  }

  Shop onAPhone(boolean isOnAPhone) {
    mobile = isOnAPhone;
    return this;
  }

  Shop forAKey() {
    key = true;
    return this;
  }

  Shop withEscrow() {
    escrow = true;
    return this;
  }

  Shop ordering(String number) {
    orderNumber = number;
    return this;
  }

  Shop in(String wanted) {
    language = wanted;
    return this;
  }

  Shop selling(String name) {
    goods = name;
    return this;
  }

  Shop of(WindowRequest.Buyer named) {
    buyer = named;
    return this;
  }

  Shop with(WindowRequest.Cards said) {
    cards = said;
    return this;
  }

  Shop quotas(@Nullable List<Integer> quotas) {
    return with(new WindowRequest.Cards(quotas, null, List.of(), null, false));
  }

  Shop tax(@Nullable Long freePart, @Nullable Long vatPart) {
    taxFree = freePart;
    vat = vatPart;
    return this;
  }

  Shop digital(@Nullable Boolean contents) {
    digital = contents;
    return this;
  }

  Shop until(LocalDateTime due) {
    vbankDue = due;
    return this;
  }

  Shop lasting(WindowRequest.Period time) {
    period = time;
    return this;
  }

  Shop inApp(String scheme) {
    appScheme = scheme;
    return this;
  }

  Shop bypass(Map<String, Object> values) {
    bypass = values;
    return this;
  }

  WindowRequest request() {
    return new WindowRequest(
        method,
        mobile,
        orderNumber,
        goods,
        buyer,
        language,
        new WindowRequest.Addresses(
            URI.create("https://pay.example.com/pg/return/token"),
            URI.create("https://pay.example.com/pg/close"),
            URI.create("https://pay.example.com/pg/notice/token")),
        taxFree,
        vat,
        cards,
        escrow,
        key ? new WindowRequest.KeyIssue("customer-1") : null,
        digital,
        vbankDue,
        null,
        null,
        period,
        appScheme,
        bypass);
  }
}
