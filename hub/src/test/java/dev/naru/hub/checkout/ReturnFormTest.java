package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ReturnFormTest {

  private static Map<String, String> read(String body, String contentType) {
    return ReturnForm.read(body.getBytes(StandardCharsets.ISO_8859_1), contentType).fields();
  }

  private static String encoded(Charset charset) {
    return "P_STATUS=01&P_RMESG1=" + URLEncoder.encode("사용자가 취소", charset);
  }

  @Example
  void utf8_is_read_with_and_without_being_declared() {
    assertThat(read(encoded(StandardCharsets.UTF_8), "")).containsEntry("P_RMESG1", "사용자가 취소");
    assertThat(
            read(
                encoded(StandardCharsets.UTF_8),
                "application/x-www-form-urlencoded; charset=UTF-8"))
        .containsEntry("P_RMESG1", "사용자가 취소");
  }

  @Example
  void bytes_that_are_not_utf8_are_cp949_even_when_utf8_is_declared() {
    assertThat(read(encoded(ReturnForm.CP949), "")).containsEntry("P_RMESG1", "사용자가 취소");
    assertThat(
            read(encoded(ReturnForm.CP949), "application/x-www-form-urlencoded; charset=\"utf-8\""))
        .containsEntry("P_RMESG1", "사용자가 취소");
  }

  @Example
  void raw_bytes_that_were_never_percent_encoded_are_read_too() {
    byte[] body = "P_RMESG1=취소&a=b".getBytes(ReturnForm.CP949);
    assertThat(ReturnForm.read(body, "text/plain; charset=euc-kr").fields())
        .containsEntry("P_RMESG1", "취소")
        .containsEntry("a", "b");
  }

  @Example
  void the_first_of_two_values_counts() {
    assertThat(read("a=1&a=2&b&=x&c=%zz%4", ""))
        .containsEntry("a", "1")
        .containsEntry("b", "")
        .containsEntry("c", "%zz%4");
  }

  @Example
  void a_token_survives_byte_by_byte() {
    assertThat(read("t=a%2Bb%2Fc%3D%0D%0A+d", "")).containsEntry("t", "a+b/c=\r\n d");
  }

  @Example
  void a_declared_charset_comes_before_utf8() {
    assertThat(read("name=%C2%A1", "text/plain; charset=euc-kr")).containsEntry("name", "징");
    assertThat(read("name=%C2%A1", "")).containsEntry("name", "\u00a1");
  }

  @Example
  void what_is_no_charsets_text_is_read_as_far_as_it_goes() {
    assertThat(read("a=%FFx&b=1", "")).containsOnlyKeys("a", "b").containsEntry("b", "1");
    assertThat(read("a=%FFx", "").get("a")).endsWith("x");
  }

  @Example
  void nothing_between_two_fields_is_no_field_and_a_thousand_are_enough() {
    assertThat(read("&a=1&&b=2&", "")).containsOnlyKeys("a", "b");
    String many =
        IntStream.range(0, 1_001).mapToObj(i -> "n" + i + "=1").collect(Collectors.joining("&"));
    assertThat(read(many, "")).hasSize(1_000).doesNotContainKey("n1000");
  }

  /**
   * Of CP949's two-byte characters some have a letter as their second byte, and some no meaning.
   */
  private static String everyCharacterOfCp949() {
    StringBuilder all = new StringBuilder();
    for (int high = 0x81; high <= 0xFE; high++) {
      for (int low = 0x41; low <= 0xFE; low++) {
        String read = new String(new byte[] {(byte) high, (byte) low}, ReturnForm.CP949);
        if (read.length() == 1 && read.charAt(0) != '\uFFFD') {
          all.append(read);
        }
      }
    }
    return all.toString();
  }

  @Example
  void every_character_of_cp949_is_read_however_its_bytes_come() {
    String all = everyCharacterOfCp949();
    assertThat(all).hasSizeGreaterThan(17_000).contains("똠", "뷁", "힣", "漢");
    String type = "application/x-www-form-urlencoded; charset=euc-kr";
    byte[] bytes = all.getBytes(ReturnForm.CP949);
    StringBuilder whole = new StringBuilder("a=");
    for (byte each : bytes) {
      whole.append('%').append(String.format("%02X", each));
    }
    assertThat(read(whole.toString(), type)).containsEntry("a", all);
    assertThat(read("a=" + URLEncoder.encode(all, ReturnForm.CP949), type)).containsEntry("a", all);
    assertThat(read("a=" + new String(bytes, StandardCharsets.ISO_8859_1) + "&b=c", type))
        .containsEntry("a", all)
        .containsEntry("b", "c");
    assertThat(read(whole.toString(), "")).containsEntry("a", all);
  }

  @Property
  void nothing_makes_it_fail(@ForAll @Size(max = 300) byte[] body) {
    assertThat(ReturnForm.read(body, "x; charset=utf-8").fields()).hasSizeLessThanOrEqualTo(300);
  }
}
