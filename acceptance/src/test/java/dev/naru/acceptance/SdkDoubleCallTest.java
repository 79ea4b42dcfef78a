package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One request at a time: double clicks, double handlers, effects that run twice. */
@Tag("G18")
class SdkDoubleCallTest extends Journey {

  private static final String REFUSED = "이미 열려 있는 결제창이 있습니다";

  private final Merchant merchant = merchant();

  private SdkPage opened(Page page, Map<String, Object> param) {
    return SdkPage.at(page, merchant, shop.sdkPage(merchant, param, "", Map.of()));
  }

  @Test
  void ofTwoCallsInOneTickTheSecondIsRefusedAtOnceAndNoPaymentIsMadeForIt() {
    SdkPage page = opened(chromium.desktop(), request());
    List<String> asked = new ArrayList<>();
    page.page()
        .onRequest(request -> {
          if (request.url().endsWith("/checkout/payments")) {
            asked.add(request.postData());
          }
        });
    String order = newOrder();
    String call = "pay({ merchant_uid: '" + order + "' }); ";
    page.runs(call + call + call);
    page.refused(1, REFUSED);
    page.refused(2, REFUSED);
    assertThat(page.answers(0).size()).isZero();
    page.windowIsOpen();
    page.runs(call);
    page.refused(3, REFUSED);
    assertThat(asked).hasSize(1);
    page.isPaid(0);
    assertThat(merchant.paymentOfOrder(order).path("status").asString()).isEqualTo("paid");
  }

  @Test
  void aCallbackMayPayAtOnceAndMayFail() {
    SdkPage page = opened(chromium.desktop(), request());
    page.runs(
        "calls.push([]); IMP.request_pay(P({ amount: -1 }), rsp => {"
            + " calls[0].push(rsp); pay({}); throw new Error('of the shop') })");
    page.answer(0);
    page.windowIsOpen();
    page.isPaid(1);
    page.runs("pay({})").isPaid(2);
  }

  /** React's StrictMode mounts, unmounts and mounts again; each time the script is loaded anew. */
  @Test
  void anEffectThatRunsTwiceHasOneSdkOneFrameAndOneWindow() {
    SdkPage page = opened(chromium.desktop(), request());
    String sdk = naru.hub("/v1/iamport.js").toString();
    page.runs(
        """
        const mount = () => new Promise(done => {
          const script = document.createElement('script');
          script.src = '%s';
          script.onload = () => { IMP.init('%s'); pay({}); done(script); };
          document.head.append(script);
        });
        window.mounted = mount().then(first => { first.remove(); return mount(); });
        """
            .formatted(sdk, merchant.userCode()));
    page.page().waitForFunction("() => window.mounted.then(() => true)");
    page.refused(1, REFUSED);
    page.isPaid(0);
    long frames =
        page.page().frames().stream()
            .filter(frame -> frame.url().contains("/payments/ready/"))
            .count();
    assertThat(frames).isEqualTo(1);
  }

  @Test
  void initWhileAWindowIsOpenChangesNothingForIt() {
    Merchant other = merchant();
    SdkPage page = opened(chromium.desktop(), request());
    page.presses();
    page.runs("IMP.init('" + other.userCode() + "'); IMP.init('" + other.userCode() + "')");
    page.isPaid(0);
    page.runs("pay({})").windowIsOpen().paysWith(Buyer.GOOD_CARD);
    String number = page.answer(1).path("imp_uid").asString();
    assertThat(other.statusOf(number)).isEqualTo("paid");
  }

  /** Prototype.js gives arrays a toJSON of their own that makes text of them. */
  @Test
  void whatAPagesLibrariesDidToJsonChangesNothing() {
    Map<String, Object> param = request("amount", 50000);
    param.put("display", Map.of("card_quota", new int[] {2, 3}));
    SdkPage page = opened(chromium.desktop(), param);
    page.runs(
        "Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };"
            + "Object.prototype.surprise = function () {};"
            + "pay({ custom_data: { at: new Date(0), list: [1, { a: undefined }], f: () => 1 } })");
    Buyer buyer = Buyer.atDesk(page.page());
    buyer.instalments().waitFor();
    assertThat(buyer.instalments().locator("option").allTextContents())
        .map(String::strip)
        .containsExactly("일시불", "2개월", "3개월");
    buyer.paysWith(Buyer.GOOD_CARD);
    JsonNode told =
        Http.JSON.readTree(
            (String)
                page.page()
                    .waitForFunction(
                        "() => calls[0].length && (delete Array.prototype.toJSON,"
                            + " JSON.stringify(calls[0][0].custom_data))")
                    .jsonValue());
    assertThat(told)
        .isEqualTo(Http.JSON.readTree("{\"at\":\"1970-01-01T00:00:00.000Z\",\"list\":[1,{}]}"));
    page.runs("const circle = {}; circle.circle = circle; pay({ custom_data: circle })");
    page.refused(1, "결제요청 파라미터를 읽을 수 없습니다");
    page.runs("pay({ custom_data: { get it() { throw new Error('no') } } })");
    page.refused(2, "결제요청 파라미터를 읽을 수 없습니다");
  }
}
