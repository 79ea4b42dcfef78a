package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the tax parts of a price (protocols/mobilians.md §2.3, §2.9; spec/pg-rules.md §4.1). */
class TaxTest {

  @Test
  void a_shop_that_names_no_part_has_none() {
    assertThat(Tax.of(11_000, null, null)).isNull();
  }

  @Test
  void an_unnamed_vat_is_an_eleventh_of_the_taxed_part_to_the_nearest_won() {
    assertThat(Tax.of(11_000, 0L, null)).isEqualTo(new Tax(1_000, 0, 10_000));
    assertThat(Tax.of(10_000, 3_000L, null)).isEqualTo(new Tax(636, 3_000, 6_364));
    assertThat(Tax.of(16, 0L, null)).isEqualTo(new Tax(1, 0, 15));
    assertThat(Tax.of(17, 0L, null)).isEqualTo(new Tax(2, 0, 15));
  }

  @Test
  void parts_may_use_up_the_price_and_not_more() {
    assertThat(Tax.of(1_000, null, 0L)).isEqualTo(new Tax(0, 0, 1_000));
    assertThat(Tax.of(1_000, 1_000L, null)).isEqualTo(new Tax(0, 1_000, 0));
    assertThat(Tax.of(1_000, 400L, 600L)).isEqualTo(new Tax(600, 400, 0));
    assertThat(Tax.of(1_000, 400L, 601L)).isNull();
    assertThat(Tax.of(1_000, 1_001L, 0L)).isNull();
    assertThat(Tax.of(1_000, -1L, 0L)).isNull();
    assertThat(Tax.of(1_000, 0L, -1L)).isNull();
  }

  @Test
  void the_bill_says_whether_it_is_taxed_exempt_or_both() {
    assertThat(new Tax(1_000, 0, 10_000).billType()).isEqualTo("00");
    assertThat(new Tax(0, 1_000, 0).billType()).isEqualTo("10");
    assertThat(new Tax(500, 1_000, 500).billType()).isEqualTo("20");
  }
}
