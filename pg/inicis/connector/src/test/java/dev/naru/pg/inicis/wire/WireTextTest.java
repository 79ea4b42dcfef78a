package dev.naru.pg.inicis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTextTest {

  @Test
  void a_long_name_is_cut_at_whole_characters_and_shows_it() {
    String cut = WireText.cutWithEllipsis("상품".repeat(20), 40);
    assertThat(cut).isEqualTo("상품".repeat(6) + "...");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSize(39);
    assertThat(WireText.cutWithEllipsis("a".repeat(40), 40)).isEqualTo("a".repeat(40));
    assertThat(WireText.cut("a😀b", 4)).isEqualTo("a");
  }

  @Test
  void a_character_counts_with_all_of_its_bytes() {
    for (int one : new int[] {0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000}) {
      String text = Character.toString(one);
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      assertThat(WireText.cut(text + "a", bytes)).isEqualTo(text);
      assertThat(WireText.cut(text, bytes - 1)).isEmpty();
    }
  }

  @Test
  void raw_safe_text_holds_nothing_that_parts_a_message_or_that_korean_sets_lack() {
    assertThat(WireText.rawSafe("a&b=c%d+e\r\nf😀g홍ĳ")).isEqualTo("abcdefg홍ĳ");
    assertThat(WireText.rawSafe("क")).isEmpty();
  }

  @Test
  void bytes_are_utf_8_or_else_korean() {
    assertThat(WireText.decode("취소".getBytes(StandardCharsets.UTF_8))).isEqualTo("취소");
    assertThat(WireText.decode("취소".getBytes(Charset.forName("MS949")))).isEqualTo("취소");
  }

  @Test
  void a_json_answer_with_a_name_twice_or_something_behind_it_is_none() {
    assertThat(InicisJson.parse(bytes("{\"a\":\"1\",\"a\":\"2\"}"))).isEmpty();
    assertThat(InicisJson.parse(bytes("{\"a\":\"1\"} {}"))).isEmpty();
    assertThat(InicisJson.parse(bytes("{\"a\":1,\"b\":1.5,\"c\":null}")))
        .hasValueSatisfying(json -> {
          assertThat(json.get("a")).isEqualTo("1");
          assertThat(json.get("b")).isEmpty();
          assertThat(json.get("c")).isEmpty();
        });
  }

  @Test
  void a_transaction_id_is_forty_printable_letters() {
    String tid = "StdpayCARDINIpayTest2026011510260100000";
    assertThat(Tid.parse(tid + "!")).isPresent();
    assertThat(Tid.parse(tid + "~")).isPresent();
    for (String wrong : new String[] {tid, tid + " ", tid + "\u007F", tid + "11", tid + "가"}) {
      assertThat(Tid.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void an_answer_in_a_log_shows_no_value() {
    assertThat(InicisJson.parse(bytes("{\"name\":\"gildong\"}")).orElseThrow())
        .hasToString("Json[name]");
    assertThat(Nvp.parse("P_UNAME=gildong").orElseThrow()).hasToString("Nvp[P_UNAME]");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
