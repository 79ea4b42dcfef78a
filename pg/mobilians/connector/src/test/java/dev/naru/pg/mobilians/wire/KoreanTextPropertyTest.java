package dev.naru.pg.mobilians.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KoreanTextPropertyTest {
  private static final Charset MS949 = Charset.forName("MS949");

  @Property
  void a_fitting_text_is_within_its_bytes_and_survives_kgs_encoding(
      @ForAll("texts") String text, @ForAll @IntRange(max = 60) int bytes) {
    String fitting = KoreanText.fit(text, bytes);
    assertThat(fitting.getBytes(MS949).length).isLessThanOrEqualTo(bytes);
    assertThat(new String(fitting.getBytes(MS949), MS949)).isEqualTo(fitting);
    assertThat(fitting.codePoints()).noneMatch(Character::isISOControl);
    assertThat(KoreanText.fit(fitting, bytes)).isEqualTo(fitting);
  }

  @Property
  void nothing_is_cut_that_would_have_fitted(@ForAll("korean") String text) {
    int bytes = text.getBytes(MS949).length;
    assertThat(KoreanText.fit(text, bytes)).isEqualTo(text);
    assertThat(KoreanText.fit(text + "가", bytes + 1)).isEqualTo(text);
    assertThat(KoreanText.fit(text + "가", bytes + 2)).isEqualTo(text + "가");
  }

  @Property
  void a_korean_name_in_utf_8_is_read_as_it_was_written(@ForAll("korean") String name) {
    assertThat(KoreanText.decode(name.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
  }

  @Property
  void a_form_never_breaks_its_reader(@ForAll byte[] body) {
    assertThat(NoticeForm.parse(body)).isNotNull();
  }

  /** U+0080 in UTF-8; no text that KG sends has it, so the bytes mean something else. */
  @Example
  void a_control_character_beyond_ascii_is_no_sign_of_utf_8() {
    byte[] bytes = {(byte) 0xC2, (byte) 0x80};
    assertThat(KoreanText.decode(bytes)).isNotEqualTo("\u0080").isEqualTo(new String(bytes, MS949));
  }

  @Example
  void an_emoji_becomes_a_question_mark() {
    assertThat(KoreanText.fit("피자🍕 한 판", 50)).isEqualTo("피자? 한 판");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(40);
  }

  @Provide
  Arbitrary<String> korean() {
    return Arbitraries.strings().withCharRange('가', '힣').withCharRange(' ', '~').ofMaxLength(30);
  }
}
