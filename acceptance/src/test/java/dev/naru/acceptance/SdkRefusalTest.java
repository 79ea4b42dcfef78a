package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is refused is told as what it is, to the page and to whoever reads its console. */
@Tag("G18")
class SdkRefusalTest extends Journey {

  /** Field, and a value that no database keeps. */
  private static final Map<String, String> UNSTORABLE =
      Map.ofEntries(
          Map.entry("name", "'a\\u0000b'"),
          Map.entry("merchant_uid", "'a\\u0000b'"),
          Map.entry("custom_data", "'a\\u0000'"),
          Map.entry("custom_data.deep.0", "{ deep: ['\\u0000'] }"),
          Map.entry("bypass.acceptmethod", "{ acceptmethod: 'a\\u0000' }"),
          Map.entry("buyer_name", "'\\u0000'"),
          Map.entry("buyer_tel", "'010\\u0000'"),
          Map.entry("buyer_email", "'a\\u0000'"),
          Map.entry("buyer_addr", "'a\\u0000'"),
          Map.entry("buyer_postcode", "'a\\u0000'"),
          Map.entry("customer_uid", "'a\\u0000'"),
          Map.entry("notice_url", "'http://localhost/\\u0000'"),
          Map.entry("pg", "'html5_inicis.\\u0000'"),
          Map.entry("channelKey", "'\\u0000'"),
          Map.entry("app_scheme", "'a\\u0000'"));

  private final Merchant merchant = merchant();

  private SdkPage opened() {
    return SdkPage.at(
        chromium.desktop(), merchant, shop.sdkPage(merchant, request(), "", Map.of()));
  }

  @Test
  void whatNoDatabaseKeepsIsRefusedByItsName() {
    SdkPage page = opened();
    int call = 0;
    for (Map.Entry<String, String> field : UNSTORABLE.entrySet()) {
      String name = field.getKey();
      String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
      page.runs("pay({ " + top + ": " + field.getValue() + " })");
      JsonNode answer = page.answer(call);
      assertThat(answer.path("error_code").asString()).as(name).isEqualTo("F400");
      page.refused(call++, name + " 파라메터가 올바르지 않습니다");
    }
    String order = page.answer(0).path("merchant_uid").asString();
    assertThat(merchant.get("/payments/find/" + order.split("\u0000")[0]).status()).isEqualTo(404);
    // Half of a character is none, and would be stored as another one.
    page.runs("pay({ name: 'a\\ud83d' })");
    assertThat(page.answer(call).path("error_code").asString()).isEqualTo("F400");
    page.refused(call, "name 파라메터가 올바르지 않습니다");
  }

  @Test
  void everyAnswerOfTheHubIsToldAsWhatItIs() {
    SdkPage page = opened();
    AtomicReference<String> failure = new AtomicReference<>("");
    page.page()
        .route(
            "**/checkout/payments",
            route -> {
              if (failure.get().equals("abort")) {
                route.abort();
              } else if (failure.get().isEmpty()) {
                route.resume();
              } else {
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(Integer.parseInt(failure.get()))
                        .setBody("<html>no</html>"));
              }
            });
    Map<String, String> told =
        Map.of(
            "400", "F400",
            "403", "F403",
            "413", "F400",
            "429", "F429",
            "500", "F500",
            "502", "F500",
            "200", "F500",
            "abort", "F500");
    int call = 0;
    for (Map.Entry<String, String> each : told.entrySet()) {
      failure.set(each.getKey());
      page.runs("pay({})");
      JsonNode answer = page.answer(call);
      page.refused(call++, "");
      assertThat(answer.path("error_code").asString()).as(each.getKey()).isEqualTo(each.getValue());
      assertThat(answer.path("error_msg").asString().contains("네트워크"))
          .as(answer.toString())
          .isEqualTo(each.getKey().equals("abort"));
    }
    failure.set("");
    page.runs("pay({ custom_data: 'x'.repeat(70000) })");
    page.refused(call++, "64");
    page.saysInTheConsole("413");
    page.runs("pay({})").isPaid(call);
  }

  @Test
  void aTierThatTheHubHasNotIsRefused() {
    SdkPage page = opened();
    page.runs("IMP.agency('" + merchant.userCode() + "', 'A01'); pay({})");
    page.refused(0, "존재하지 않는 Tier 코드입니다.");
    page.runs("IMP.init('" + merchant.userCode() + "'); pay({})").isPaid(1);
    page.runs("IMP.agency('" + merchant.userCode() + "', 'A01'); pay({})");
    page.refused(2, "존재하지 않는 Tier 코드입니다.");
  }

  @Test
  void anUnmatchedPgIsSaidInTheConsoleWithTheChannelsThereAre() {
    SdkPage page = opened();
    page.runs("pay({ pg: 'kcp' })");
    page.saysInTheConsole("kcp", "html5_inicis.INIpayTest");
    page.isPaid(0);
    page.runs("pay({ pg: 'html5_inicis' })").windowIsOpen();
    assertThat(page.console().stream().filter(line -> line.contains("IMP")).count()).isEqualTo(1);
  }
}
