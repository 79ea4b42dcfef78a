package dev.naru.pg.inicis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;

/**
 * Tests the bytes of notices: CP949 in percent escapes, unencoded, or encoded twice
 * (protocols/inicis.md §2.5).
 */
class NoticeFormTest {
  private static final Charset KOREAN = Charset.forName("MS949");

  @Example
  void korean_is_read_encoded_raw_and_encoded_twice() {
    assertThat(name("nm_input=%C8%AB%B1%E6%B5%BF".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("홍길동");
    assertThat(name("nm_input=홍길동".getBytes(KOREAN))).isEqualTo("홍길동");
    assertThat(name("nm_input=%25C8%25AB%25B1%25E6".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("홍길");
    assertThat(name("nm_input=a%0Ab".getBytes(StandardCharsets.US_ASCII))).isEqualTo("a\nb");
    assertThat(name("nm_input=+a%20b+".getBytes(StandardCharsets.US_ASCII))).isEqualTo("a b");
  }

  @Property
  void nothing_breaks_the_reader(@ForAll byte[] bytes) {
    NoticeForm.parse(bytes).ifPresent(form -> assertThat(form.toString()).isNotEmpty());
  }

  @Property
  void what_was_encoded_comes_back(@ForAll @AlphaChars String text) {
    String body = "nm_input=" + URLEncoder.encode(text + "홍=&+길", KOREAN);
    assertThat(name(body.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text + "홍=&+길");
  }

  @Example
  void a_name_twice_half_a_percent_sign_and_too_much_are_no_form() {
    for (String broken : new String[] {"a=1&a=1", "a=%", "a=%1", "a=%zz", ""}) {
      assertThat(NoticeForm.parse(broken.getBytes(StandardCharsets.US_ASCII))).isEmpty();
    }
    byte[] most = new byte[64 * 1024];
    Arrays.fill(most, (byte) 'a');
    assertThat(NoticeForm.parse(most)).isPresent();
    byte[] more = Arrays.copyOf(most, most.length + 1);
    more[most.length] = 'a';
    assertThat(NoticeForm.parse(more)).isEmpty();
  }

  private static String name(byte[] body) {
    return NoticeForm.parse(body).orElseThrow().get("nm_input");
  }
}
