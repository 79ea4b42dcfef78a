package dev.naru.pg.mobilians;

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
                row.get("step").asString() + " " + row.get("code").asString(),
                () -> {
                  MobiliansErrors.Judged judged =
                      MobiliansErrors.judge(
                          MobiliansErrors.Step.valueOf(row.get("step").asString()),
                          row.get("code").asString(),
                          row.get("message").asString());
                  assertThat(judged.error().category().name())
                      .isEqualTo(row.get("category").asString());
                  assertThat(judged.certainty().name()).isEqualTo(row.get("certainty").asString());
                }))
        .toList();
  }

  @Test
  void a_buyer_who_leaves_is_known_by_the_text_and_other_failures_are_refusals() {
    assertThat(MobiliansErrors.ofWindow("9999", "사용자 취소").category())
        .isEqualTo(Category.LEFT_BY_BUYER);
    assertThat(MobiliansErrors.ofWindow("0031", "한도 초과").category())
        .isEqualTo(Category.LIMIT_EXCEEDED);
  }

  @Test
  void a_text_from_the_browser_is_cut_and_printable_and_never_empty() {
    var error = MobiliansErrors.ofWindow("00\n31", "a\r\nb" + "긴".repeat(1000));
    assertThat(error.code()).isEqualTo("0031");
    assertThat(error.text()).startsWith("ab긴").doesNotContain("\n").hasSizeLessThan(110);
    assertThat(MobiliansErrors.ofWindow("0031", "").text()).isNotBlank();
  }
}
