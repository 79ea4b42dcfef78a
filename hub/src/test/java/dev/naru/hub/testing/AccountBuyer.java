package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.testing.HttpBuyer.Window;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Takes virtual accounts of KG INICIS, and writes the notices that KG INICIS would send. */
public final class AccountBuyer {

  public static final long AMOUNT = 14_000;

  private static final Charset EUC_KR = Charset.forName("EUC-KR");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Shop shop;

  public AccountBuyer(Shop shop) {
    this.shop = shop;
  }

  /** A new account. @return the {@code imp_uid} */
  public String account() {
    return account(Shop.newOrder());
  }

  public String account(String order) {
    return takes(HttpBuyer.order(order, AMOUNT));
  }

  /**
   * @param param what the shop's page asks for, but the method
   */
  public String takes(Map<String, Object> param) {
    param.put("pay_method", "vbank");
    Window window = shop.buyer().opens(param);
    window.fills(Map.of("bank", "88", "payer", "홍길동")).post();
    return window.paymentNumber();
  }

  public Shop.Answer refund(String paymentNumber) {
    return shop.post(
        "/payments/cancel",
        Map.of(
            "imp_uid", paymentNumber,
            "refund_bank", "020",
            "refund_account", "1002-856-123456",
            "refund_holder", "홍길동",
            "refund_tel", "010-1234-5678"));
  }

  /** What KG INICIS would post of a deposit (protocols/inicis.md §8.1). */
  public Map<String, String> notice(String paymentNumber) {
    JsonNode waiting = shop.payment(paymentNumber);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("no_tid", "ININPGVBNKINIpayTest20260302100000000001");
    fields.put("no_oid", paymentNumber);
    fields.put("id_merchant", "INIpayTest");
    fields.put("no_req_tid", waiting.path("pg_tid").asString());
    fields.put("no_vacct", waiting.path("vbank_num").asString());
    fields.put("cd_bank", "00000088");
    fields.put("amt_input", Long.toString(AMOUNT));
    fields.put("nm_input", "홍길동");
    fields.put("nm_inputbank", "신한은행");
    fields.put("dt_trans", "20260302");
    fields.put("tm_trans", "100000");
    fields.put("type_msg", "0200");
    return fields;
  }

  /** Posts a notice. @return the hub's answer, to the byte */
  public String tell(Map<String, String> fields) throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), EUC_KR))
            .collect(Collectors.joining("&"));
    return HTTP.send(
            HttpRequest.newBuilder(shop.hub.base().resolve("/pg/html5_inicis/notice"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=EUC-KR")
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build(),
            BodyHandlers.ofString(UTF_8))
        .body();
  }
}
