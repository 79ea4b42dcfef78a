package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.PgError.Category;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ErrorsTest {

  @TestFactory
  List<DynamicTest> every_row_of_the_error_table_is_judged_as_written() {
    return Fixtures.rows("/fixtures/error-rows.json").stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.get("code").asString() + " " + row.get("text").asString(),
                () -> {
                  InicisErrors.Judged judged =
                      InicisErrors.judge(row.get("code").asString(), row.get("text").asString());
                  assertThat(judged.error().category().name())
                      .isEqualTo(row.get("category").asString());
                  assertThat(judged.certainty().name()).isEqualTo(row.get("certainty").asString());
                }))
        .toList();
  }

  @Test
  void a_closed_window_is_the_buyer_s_doing_and_a_refused_request_is_not() {
    assertThat(InicisErrors.ofWindow("V801", "").category()).isEqualTo(Category.LEFT_BY_BUYER);
    assertThat(InicisErrors.ofWindow("01", "사용자 취소 (091)").category())
        .isEqualTo(Category.LEFT_BY_BUYER);
    assertThat(InicisErrors.ofWindow("V023", "계약되지 않은 인증방법").category())
        .isEqualTo(Category.CONFIGURATION);
    assertThat(InicisErrors.ofWindow("V010", "").category()).isEqualTo(Category.BAD_REQUEST);
  }

  @Test
  void a_text_from_the_browser_is_cut_and_printable() {
    var error = InicisErrors.ofWindow("V\n801", "a\r\nb" + "긴".repeat(1000));
    assertThat(error.code()).isEqualTo("V801");
    assertThat(error.text()).startsWith("ab긴").doesNotContain("\n").hasSizeLessThan(110);
  }
}
