package dev.naru.hub.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code IMP.certification} from the SDK's request to the look-up by REST, over KG INICIS's wire
 * (spec/rest-api.md §4.11, spec/javascript-sdk.md §7).
 */
class CertificationsTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");

  private static final Map<String, String> KEYS =
      Map.of("apiKey", "TGdxb2l3enJDWFRTbTgvREU3MGYwUT09", "seedIv", "SASKGINICIS00000");

  private static final Map<String, String> HONG =
      Map.of(
          "agency", "TOSS",
          "name", "홍길동",
          "birth", "1990-01-01",
          "phone", "010-0000-0001");

  private final Shop shop = HUB.newShop().with("inicis_unified", "INIiasTest", KEYS, false);
  private final String order = Shop.newOrder();

  @Test
  void a_person_who_agrees_is_certified_and_looked_up_by_the_shop_s_server() throws Exception {
    JsonNode open = asks(false, Map.of("merchant_uid", order)).path("open");
    String number = open.path("imp_uid").asString();
    assertThat(number).matches("imp_[0-9]{12}");
    assertThat(open.path("mode").asString()).isEqualTo("popup");
    JsonNode before = certification(number).response();
    assertThat(before.path("certified").asBoolean(true)).isFalse();
    assertThat(before.path("certified_at").asLong(-1)).isZero();
    assertThat(before.path("name").isNull()).isTrue();
    assertThat(before.has("phone")).isFalse();

    decides(open.path("url").asString(), "approve", HONG);

    JsonNode told = told(open);
    assertThat(told.path("done").asBoolean()).isTrue();
    JsonNode response = told.path("message").path("response");
    assertThat(response.path("success").asBoolean()).isTrue();
    assertThat(response.path("imp_uid").asString()).isEqualTo(number);
    assertThat(response.path("merchant_uid").asString()).isEqualTo(order);
    assertThat(response.path("error_code").isNull()).isTrue();
    assertThat(told.toString()).doesNotContain("홍길동").doesNotContain("01000000001");

    JsonNode person = certification(number).response();
    assertThat(person.path("certified").asBoolean()).isTrue();
    assertThat(person.path("certified_at").asLong()).isPositive();
    assertThat(person.path("name").asString()).isEqualTo("홍길동");
    assertThat(person.path("birthday").asString()).isEqualTo("1990-01-01");
    assertThat(person.path("birth").asLong()).isEqualTo(631_119_600);
    assertThat(person.path("phone").asString()).isEqualTo("01000000001");
    assertThat(person.has("carrier")).isFalse();
    assertThat(person.path("gender").isNull()).isTrue();
    assertThat(person.path("foreigner").asBoolean(true)).isFalse();
    assertThat(person.path("unique_key").asString()).startsWith("2hTdcjksU9HNi/TM8z4l").hasSize(88);
    assertThat(person.path("unique_in_site").isNull()).isTrue();
    assertThat(person.path("pg_provider").asString()).isEqualTo("inicis_unified");
    assertThat(person.path("pg_tid").asString()).startsWith("INISA_INIiasTest").hasSize(40);
    assertThat(person.path("origin").asString()).isEqualTo("http://localhost:8070");
  }

  @Test
  @Tag("G27")
  void an_erased_person_is_gone_from_the_database_and_from_every_answer() throws Exception {
    JsonNode open = asks(false, Map.of("merchant_uid", order)).path("open");
    String number = open.path("imp_uid").asString();
    decides(open.path("url").asString(), "approve", HONG);
    assertThat(row(number)).doesNotContain("홍길동").doesNotContain("01000000001");

    Shop.Answer erased = shop.delete("/certifications/" + number);
    assertThat(erased.status()).isEqualTo(200);
    assertThat(erased.response().path("name").asString()).isEqualTo("홍길동");
    assertThat(certification(number).status()).isEqualTo(404);
    assertThat(certification(number).message()).isEqualTo("인증결과가 존재하지 않습니다.");
    assertThat(shop.delete("/certifications/" + number).status()).isEqualTo(404);
    assertThat(row(number)).isEmpty();
  }

  @Test
  void a_person_who_leaves_is_not_certified_and_the_first_answer_stands() throws Exception {
    JsonNode open = asks(false, Map.of("merchant_uid", order)).path("open");
    String url = open.path("url").asString();
    Map<String, String> last = decides(url, "cancel", HONG);
    JsonNode response = told(open).path("message").path("response");
    assertThat(response.path("success").asBoolean(true)).isFalse();
    assertThat(response.path("error_code").asString()).isEqualTo("S001");
    assertThat(response.path("error_msg").asString()).isEqualTo("사용자가 인증을 취소하였습니다.");

    post(url + "/return", last);
    last.put("resultCode", "0000");
    post(url + "/return", last);
    assertThat(
            certification(open.path("imp_uid").asString()).response().path("certified").asBoolean())
        .isFalse();
  }

  @Test
  void a_window_that_was_closed_or_forgotten_has_failed() throws Exception {
    JsonNode closed = asks(false, Map.of("merchant_uid", order)).path("open");
    String url = closed.path("url").asString();
    HttpResponse<String> left =
        send(
            HttpRequest.newBuilder(URI.create(url + "/leave"))
                .header("Origin", HUB.base().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));
    assertThat(JSON.readTree(left.body()).path("done").asBoolean()).isTrue();

    JsonNode forgotten = asks(false, Map.of("merchant_uid", Shop.newOrder())).path("open");
    HUB.world.time.advance(Duration.ofMinutes(16));
    JsonNode told = told(forgotten).path("message").path("response");
    assertThat(told.path("error_msg").asString()).isEqualTo("본인인증 시간이 초과되었습니다.");
  }

  @Test
  @Tag("G36")
  void a_forged_return_changes_nothing_and_the_real_one_still_counts() throws Exception {
    JsonNode open = asks(false, Map.of("merchant_uid", order)).path("open");
    String url = open.path("url").asString();
    Map<String, String> forged = new HashMap<>();
    forged.put("resultCode", "0000");
    forged.put("authRequestUrl", "https://evil.example/getResultData");
    forged.put("txId", "INISA_INIiasTest202601151025000000000001");
    forged.put("token", "wP3O41AL7+jU/CMZUSUo5Q==");
    post(url + "/return", forged);
    assertThat(told(open).path("done").asBoolean(true)).isFalse();
    decides(url, "approve", HONG);
    assertThat(told(open).path("success").asBoolean()).isTrue();
  }

  @Test
  void one_person_s_answer_doesn_t_finish_another_s_attempt() throws Exception {
    JsonNode mine = asks(false, Map.of("merchant_uid", order)).path("open");
    JsonNode victim = asks(false, Map.of("merchant_uid", Shop.newOrder())).path("open");
    Map<String, String> stolen = approves(victim.path("url").asString(), HONG);
    post(mine.path("url").asString() + "/return", stolen);
    assertThat(told(mine).path("success").asBoolean(true)).isFalse();
  }

  @Test
  void on_a_phone_the_page_goes_and_comes_back_with_the_result() throws Exception {
    JsonNode open =
        asks(
                true,
                Map.of(
                    "merchant_uid", order, "m_redirect_url", "http://localhost:8070/done?x=1#top"))
            .path("open");
    assertThat(open.path("mode").asString()).isEqualTo("redirect");
    decides(open.path("url").asString(), "approve", HONG);
    HttpResponse<String> result =
        send(HttpRequest.newBuilder(URI.create(open.path("url").asString() + "/result")));
    assertThat(result.headers().firstValue("Location"))
        .contains(
            "http://localhost:8070/done?x=1&imp_uid=%s&merchant_uid=%s&success=true#top"
                .formatted(open.path("imp_uid").asString(), order));
    assertThat(asks(true, Map.of("merchant_uid", order)).path("done").path("error_code").asString())
        .isEqualTo("F400");
  }

  @Test
  void without_a_contract_the_page_is_told_so() throws Exception {
    Shop without = HUB.newShop();
    JsonNode answer = asks(without, false, Map.of("merchant_uid", order));
    assertThat(answer.path("done").path("error_msg").asString()).isEqualTo("등록된 PG 설정 정보가 없습니다.");
    assertThat(answer.path("done").path("imp_uid").isNull()).isTrue();
  }

  @Test
  void the_channel_is_listed_as_one_for_certifications_and_takes_no_payment() {
    assertThat(shop.get("/users/pg").response().toString())
        .contains("\"pg_provider\":\"inicis_unified\",\"sandbox\":true,\"type\":\"certification\"");
    assertThat(shop.buyer().opens(Shop.newOrder(), 1_000).paymentNumber()).startsWith("imp_");
  }

  /** A billing contract whose keys come from windows alone takes no card data by API. */
  @Test
  void a_contract_is_listed_by_what_may_be_sent_under_it() {
    Shop both = HUB.newShop().withInicisBilling().withMobilians();
    assertThat(
            both.get("/users/pg")
                .response()
                .valueStream()
                .map(it -> it.path("pg_id").asString() + " " + it.path("type").asString()))
        .contains("INIpayTest payment", "INIBillTst api_payment", "170622040675 payment");
  }

  @Test
  @Tag("G31")
  void anothers_certification_is_unknown() throws Exception {
    String number =
        asks(false, Map.of("merchant_uid", order)).path("open").path("imp_uid").asString();
    Shop other = HUB.newShop();
    assertThat(other.get("/certifications/" + number).status()).isEqualTo(404);
    assertThat(other.delete("/certifications/" + number).status()).isEqualTo(404);
    assertThat(certification(number).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', 400, name 파라메터가 누락되었습니다.",
    "phone, '', 400, phone 파라메터가 누락되었습니다.",
    "phone, 12, 400, phone 파라메터의 값이 올바르지 않습니다.",
    "birth, 991332, 400, birth 파라메터의 값이 올바르지 않습니다.",
    "gender_digit, '', 400, gender_digit 파라메터가 누락되었습니다.",
    "gender_digit, 9, 400, gender_digit 파라메터의 값이 올바르지 않습니다.",
    "carrier, XX, 400, carrier 파라메터의 값이 올바르지 않습니다.",
    "channel_key, none, 200, 채널 정보를 조회할 수 없습니다.",
    "company, 나루, 500, 본인인증 OTP 이용을 위해서는 PG사와의 계약이 필요합니다.",
  })
  void a_code_by_text_message_needs_another_provider(
      String name, String value, int status, String text) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "홍길동");
    body.put("phone", "010-1234-5678");
    body.put("birth", "900101");
    body.put("gender_digit", 1);
    body.put("carrier", "SKT");
    body.put(name, value);
    Shop.Answer answer = shop.post("/certifications/otp/request", body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isEqualTo(text);
    assertThat(shop.post("/certifications/otp/confirm/imp_1", Map.of()).status()).isEqualTo(400);
    assertThat(shop.post("/certifications/otp/confirm/imp_1", Map.of("otp", "123456")).status())
        .isEqualTo(404);
  }

  // ---- the browser

  private JsonNode asks(boolean mobile, Map<String, Object> param) throws Exception {
    return asks(shop, mobile, param);
  }

  private static JsonNode asks(Shop shop, boolean mobile, Map<String, Object> param)
      throws Exception {
    Map<String, Object> body =
        Map.of(
            "request_id",
            "r1",
            "userCode",
            shop.merchant.userCode(),
            "origin",
            "http://localhost:8070",
            "mobile",
            mobile,
            "param",
            param);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(HUB.base().resolve("/checkout/certifications"))
                .header("Content-Type", "application/json")
                .header("Origin", HUB.base().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body), UTF_8)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Through the provider's window, and back to the hub. What the window had posted. */
  private static Map<String, String> decides(String url, String decision, Map<String, String> typed)
      throws Exception {
    Map<String, String> fields = posted(url, decision, typed);
    HttpResponse<String> back = post(url + "/return", fields);
    assertThat(back.statusCode()).isEqualTo(303);
    return fields;
  }

  private static Map<String, String> approves(String url, Map<String, String> typed)
      throws Exception {
    return posted(url, "approve", typed);
  }

  private static Map<String, String> posted(String url, String decision, Map<String, String> typed)
      throws Exception {
    String launch = send(HttpRequest.newBuilder(URI.create(url))).body();
    String window = post(action(launch), hidden(launch)).body();
    Map<String, String> entered = hidden(window);
    entered.putAll(typed);
    entered.put("do", decision);
    URI request = HUB.world.sandbox().resolve(action(window));
    String handover = post(request.toString(), entered).body();
    assertThat(action(handover)).isEqualTo(url + "/return");
    return hidden(handover);
  }

  private JsonNode told(JsonNode open) throws Exception {
    return JSON.readTree(
        send(HttpRequest.newBuilder(URI.create(open.path("url").asString() + "/status"))).body());
  }

  private Shop.Answer certification(String number) {
    return shop.get("/certifications/" + number + "/");
  }

  private static String row(String number) {
    return HUB.world
        .db()
        .sql(
            "select cast(to_jsonb(c) as text) from certification c where certification_number = :n")
        .param("n", number)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private static Map<String, String> hidden(String page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher matcher = HIDDEN.matcher(page);
    while (matcher.find()) {
      fields.put(unescaped(matcher.group(1)), unescaped(matcher.group(2)));
    }
    return fields;
  }

  private static String action(String page) {
    Matcher matcher = ACTION.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return unescaped(matcher.group(1));
  }

  private static String unescaped(String text) {
    return text.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&amp;", "&");
  }

  private static HttpResponse<String> post(String address, Map<String, String> fields)
      throws Exception {
    String body =
        fields.entrySet().stream()
            .map(each ->
                URLEncoder.encode(each.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
            .POST(BodyPublishers.ofString(body, UTF_8)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
  }
}
