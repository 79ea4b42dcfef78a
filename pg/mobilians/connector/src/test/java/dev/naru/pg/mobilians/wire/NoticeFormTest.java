package dev.naru.pg.mobilians.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests how a posted form is read (protocols/mobilians.md §2.6). */
class NoticeFormTest {

  @Test
  void a_form_of_64_000_bytes_is_read_and_a_longer_one_is_not() {
    String longest = "v=" + "x".repeat(63_998);
    assertThat(parse(longest))
        .hasValueSatisfying(form -> assertThat(form.get("v")).hasSize(63_998));
    assertThat(parse(longest + "x")).isEmpty();
  }

  @Test
  void the_first_of_two_values_counts_and_what_has_no_name_is_left_out() {
    NoticeForm form = parse("=nameless&alone&v=1&v=2&w=").orElseThrow();
    assertThat(form.fields()).containsOnlyKeys("v", "w");
    assertThat(form.get("v")).isEqualTo("1");
    assertThat(form.get("absent")).isEmpty();
    assertThat(form.has("absent")).isFalse();
    assertThat(parse("=nameless")).isEmpty();
  }

  @Test
  void a_broken_escape_makes_the_whole_form_unreadable() {
    assertThat(parse("v=a%20b+c%2b"))
        .hasValueSatisfying(form -> assertThat(form.get("v")).isEqualTo("a b c+"));
    assertThat(parse("v=a%0Ab"))
        .hasValueSatisfying(form -> assertThat(form.get("v")).isEqualTo("a\nb"));
    for (String broken : new String[] {"v=%2", "v=%", "v=%G0", "v=%0G", "%G0=v"}) {
      assertThat(parse(broken)).as(broken).isEmpty();
    }
  }

  @Test
  void a_form_in_a_log_shows_no_value() {
    assertThat(parse("Name=gildong").orElseThrow()).hasToString("NoticeForm[Name]");
  }

  private static Optional<NoticeForm> parse(String body) {
    return NoticeForm.parse(body.getBytes(StandardCharsets.US_ASCII));
  }
}
