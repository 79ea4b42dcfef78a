package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests requests that are refused before a window opens, for both PGs and every window; the PGs
 * must receive nothing.
 */
@Tag("G18")
class BadInputTest extends Journey {

  /** The second column overrides parameters of the guides' call; {@code null} removes one. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "html5_inicis | {'pay_method':'paypal'} | 지원하지 않는 결제수단입니다.",
        "mobilians | {'pay_method':'kakaopay'} | 지원하지 않는 결제수단입니다.",
        "mobilians | {'pay_method':'vbank'} | 지원하지 않는 결제수단입니다.",
        "html5_inicis | {'customer_uid':'u','pay_method':'phone'} | 이니시스 정기결제는 카드 결제만 지원합니다.",
        "mobilians | {'customer_uid':'u','pay_method':'card'} | 모빌리언스 정기결제는 휴대폰 결제만 지원합니다.",
        "mobilians | {'customer_uid':'u','pay_method':'phone','amount':0} "
            + "| 정기결제 최초 결제금액은 0보다 커야 합니다.",
        "html5_inicis | {'amount':1000.5} | amount 파라메터가 올바르지 않습니다.",
        "mobilians | {'amount':1000.5} | amount 파라메터가 올바르지 않습니다.",
        "html5_inicis | {'amount':-1} | amount 파라메터가 올바르지 않습니다.",
        "mobilians | {'amount':-1} | amount 파라메터가 올바르지 않습니다.",
        "html5_inicis | {'amount':-1,'customer_uid':'u'} | amount 파라메터가 올바르지 않습니다.",
        "html5_inicis | {'pay_method':'vbank','vbank_due':'20200101'} "
            + "| 입금기한(vbank_due)이 이미 지났습니다.",
        "html5_inicis | {'pay_method':'vbank','vbank_due':'2020-01-01 23:59:59'} "
            + "| 입금기한(vbank_due)이 이미 지났습니다.",
        "html5_inicis | {'pay_method':'vbank','vbank_due':'soon'} | vbank_due 파라메터가 올바르지 않습니다.",
        "html5_inicis | {'buyer_tel':null} | 구매자 번호(buyer_tel)는 필수입력입니다.",
        "mobilians | {'buyer_tel':null} | 구매자 번호(buyer_tel)는 필수입력입니다.",
        "mobilians | {'buyer_tel':'','customer_uid':'u'} | 구매자 번호(buyer_tel)는 필수입력입니다."
      })
  void is_refused_before_the_window_in_the_specs_words(String pg, String change, String text) {
    assertRefused(param(pg, change), false, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html5_inicis", "mobilians"})
  void a_customer_uid_of_more_than_eighty_characters_is_refused_on_a_phone_too(String pg) {
    String json = "{'customer_uid':'" + "가".repeat(81) + "'}";
    String text = "customer_uid는 80자 이하여야 합니다.";
    assertRefused(param(pg, json), false, text);
    assertRefused(param(pg, json), true, text);
  }

  private Map<String, Object> param(String pg, String change) {
    Map<String, Object> param = request("pg", pg);
    param.put("pay_method", pg.equals("mobilians") ? "phone" : "card");
    Http.JSON
        .readTree(change.replace('\'', '"'))
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isNull()) {
            param.remove(entry.getKey());
          } else {
            param.put(entry.getKey(), entry.getValue());
          }
        });
    return param;
  }

  private void assertRefused(Map<String, Object> param, boolean phone, String text) {
    Merchant merchant = merchantOfBothPgs();
    JsonNode book = naru.book();
    Tab tab = phone ? opensOnPhone(merchant, param) : opens(merchant, param);
    JsonNode answer = tab.answer();
    assertThat(answer.path("error_msg").asString()).isEqualTo(text);
    assertThat(answer.path("error_code").asString()).isNotEmpty();
    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("imp_uid").isNull()).as("imp_uid of %s", answer).isTrue();
    assertThat(merchant.get("/payments/find/" + orderOf(param)).status()).isEqualTo(404);
    assertThat(naru.book()).isEqualTo(book);
  }
}
