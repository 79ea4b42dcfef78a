package dev.naru.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.sandbox.Reply;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormCodecTest {

  @ParameterizedTest
  @CsvSource({"UTF-8", "x-windows-949"})
  void what_is_encoded_is_decoded_in_the_same_charset(String charset) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("nm", "나루 & 티셔츠 100% = 똠방각하+");
    fields.put("빈칸", "");
    String form = FormCodec.encode(fields, Charset.forName(charset));
    assertThat(form).doesNotContain(" ");
    assertThat(decode(form.getBytes(StandardCharsets.US_ASCII), charset)).isEqualTo(fields);
  }

  @ParameterizedTest
  @CsvSource({
    // 똠 (MS949 8C 63): encoded whole, its second byte as the letter it is in ASCII, raw.
    "%8C%63%B9%E6, 똠방",
    "%8Cc%B9%E6, 똠방",
    "\u008cc\u00b9\u00e6, 똠방",
    "a+b%20c, a b c"
  })
  void a_korean_character_is_read_however_its_bytes_come(String value, String expected) {
    byte[] body = ("f=" + value).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decode(body, "x-windows-949")).containsEntry("f", expected);
  }

  @ParameterizedTest
  @CsvSource({"100%", "%zz+a", "50% off+more", "%1"})
  void what_is_not_percent_encoded_stays_as_it_is(String text) {
    assertThat(FormCodec.decode(text)).isEqualTo(text);
    assertThat(decode(("f=" + text).getBytes(StandardCharsets.US_ASCII), "UTF-8"))
        .containsEntry("f", text);
  }

  @Test
  void of_a_name_that_comes_twice_the_first_value_counts() {
    byte[] body = "a=1&b&=x&a=2&c=".getBytes(StandardCharsets.US_ASCII);
    assertThat(decode(body, "UTF-8")).isEqualTo(Map.of("a", "1", "c", ""));
  }

  @Test
  void a_text_is_decoded_as_utf_8() {
    assertThat(FormCodec.decode("%EC%A3%BC%EB%AC%B8+1")).isEqualTo("주문 1");
    assertThat(FormCodec.decode("주문 1")).isEqualTo("주문 1");
  }

  @Test
  void every_character_of_cp949_is_read_whole_mixed_and_raw() {
    Charset korean = Charset.forName("x-windows-949");
    StringBuilder every = new StringBuilder();
    for (int high = 0x81; high <= 0xFE; high++) {
      for (int low = 0x41; low <= 0xFE; low++) {
        String read = new String(new byte[] {(byte) high, (byte) low}, korean);
        if (read.length() == 1 && read.charAt(0) != '\uFFFD') {
          every.append(read);
        }
      }
    }
    String all = every.toString();
    assertThat(all).hasSizeGreaterThan(17_000).contains("똠", "뷁", "힣");
    StringBuilder whole = new StringBuilder("f=");
    for (byte each : all.getBytes(korean)) {
      whole.append('%').append(String.format("%02x", each));
    }
    for (String body :
        new String[] {
          whole.toString(),
          "f=" + URLEncoder.encode(all, korean),
          "f=" + new String(all.getBytes(korean), StandardCharsets.ISO_8859_1)
        }) {
      assertThat(decode((body + "&g=1").getBytes(StandardCharsets.ISO_8859_1), "x-windows-949"))
          .isEqualTo(Map.of("f", all, "g", "1"));
    }
  }

  @Test
  void every_character_of_unicode_is_read_as_utf_8() {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .toArray();
    for (int from = 0; from < all.length; from += 5_000) {
      String text = new String(all, from, Math.min(5_000, all.length - from));
      String form = FormCodec.encode(Map.of("f", text), StandardCharsets.UTF_8);
      assertThat(decode(form.getBytes(StandardCharsets.US_ASCII), "UTF-8"))
          .containsEntry("f", text);
    }
  }

  private static Map<String, String> decode(byte[] body, String charset) {
    Charset named = Charset.forName(charset);
    assertThat(named.equals(StandardCharsets.UTF_8) || named.equals(Reply.EUC_KR)).isTrue();
    return FormCodec.decode(body, named);
  }
}
