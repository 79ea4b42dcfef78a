package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a plain window request; a test changes only what it is about. */
final class RequestBuilder {
  private final PayMethod method;
  private String name = "테스트 상품";
  private String tel = "010-1234-5678";
  private String email = "buyer@example.com";
  private String returnUrl = Fixtures.OK_URL;
  private WindowRequest.Cards cards = WindowRequest.Cards.UNSAID;
  private WindowRequest.@Nullable KeyIssue key;
  private @Nullable Long taxFree;
  private @Nullable Long vat;
  private @Nullable LocalDateTime due;
  private @Nullable String carrier;
  private @Nullable String customerId;
  private @Nullable String appScheme;
  private String language = "ko";
  private boolean escrow;
  private Map<String, Object> bypass = Map.of();

  RequestBuilder(PayMethod method) {
    this.method = method;
  }

  RequestBuilder name(String value) {
    name = value;
    return this;
  }

  RequestBuilder tel(String value) {
    tel = value;
    return this;
  }

  RequestBuilder email(String value) {
    email = value;
    return this;
  }

  RequestBuilder returnUrl(String value) {
    returnUrl = value;
    return this;
  }

  RequestBuilder cards(WindowRequest.Cards value) {
    cards = value;
    return this;
  }

  RequestBuilder key() {
    key = new WindowRequest.KeyIssue("gildong_0001_1234");
    return this;
  }

  RequestBuilder keyAlone() {
    key = new WindowRequest.KeyIssue("gildong_0001_1234", false);
    return this;
  }

  RequestBuilder tax(@Nullable Long free, @Nullable Long vatAmount) {
    taxFree = free;
    vat = vatAmount;
    return this;
  }

  RequestBuilder due(LocalDateTime value) {
    due = value;
    return this;
  }

  RequestBuilder carrier(String value) {
    carrier = value;
    return this;
  }

  RequestBuilder language(String value) {
    language = value;
    return this;
  }

  RequestBuilder customerId(String value) {
    customerId = value;
    return this;
  }

  RequestBuilder appScheme(String value) {
    appScheme = value;
    return this;
  }

  RequestBuilder escrow() {
    escrow = true;
    return this;
  }

  RequestBuilder bypass(Map<String, Object> value) {
    bypass = value;
    return this;
  }

  WindowRequest build() {
    return new WindowRequest(
        method,
        false,
        "order-1",
        name,
        new WindowRequest.Buyer("홍길동", tel, email),
        language,
        new WindowRequest.Addresses(
            URI.create(returnUrl),
            URI.create("https://pay.example.com/pg/close"),
            URI.create("https://pay.example.com/pg/notice/token")),
        taxFree,
        vat,
        cards,
        escrow,
        key,
        null,
        due,
        carrier,
        customerId,
        null,
        appScheme,
        bypass);
  }
}
