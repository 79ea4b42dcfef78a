package dev.naru.hub.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriUtils;

class WebAddressTest {

  /** The second column is what {@code new URL(x).href} gives in Chromium. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "http://my_shop:3000/hook http://my_shop:3000/hook",
        "http://한글상점.한국/webhook http://xn--bj0br96ankf7yo.xn--3e0b707e/webhook",
        "https://EXAMPLE.com:443 https://example.com/",
        "http://h/list?q=50% http://h/list?q=50%",
        "http://h/a[1]/done http://h/a[1]/done",
        "http://h/#/a#b http://h/#/a#b",
        "http://h/?x=%zz http://h/?x=%zz",
        "`http://h/a b|c?d|e f#g h` http://h/a%20b|c?d|e%20f#g%20h",
        "http://h/{a}?{b}'\"<>#{c} http://h/%7Ba%7D?{b}%27%22%3C%3E#{c}",
        "http://h/가?나#다 http://h/%EA%B0%80?%EB%82%98#%EB%8B%A4",
        "http://h/😀?😀 http://h/%F0%9F%98%80?%F0%9F%98%80",
        "http:\\\\h\\x http://h/x",
        "http:h/x http://h/x",
        "http://h/a/../b/./c http://h/b/c",
        "http://127.1:8080/ http://127.0.0.1:8080/",
        "http://0x7f000001/ http://127.0.0.1/",
        "http://[::FFFF:127.0.0.1]/ http://[::ffff:7f00:1]/",
        "http://１２７.０.０.1/ http://127.0.0.1/",
        "http://%ED%95%9C%EA%B8%80.kr/ http://xn--bj0bj06e.kr/",
        "http://h.:80/ http://h./",
        "http://h/x^y\u3000 http://h/x%5Ey",
        "https://i❤.ws/ https://xn--i-7iq.ws/",
        "https://i%E2%9D%A4.ws/ https://xn--i-7iq.ws/",
        "https://xn--i-7iq.ws/ https://xn--i-7iq.ws/",
        "https://XN--I-7IQ.ws:443/ https://xn--i-7iq.ws/",
        "https://💩.la:8443/💩 https://xn--ls8h.la:8443/%F0%9F%92%A9",
        "https://xn--ls8h.la/ https://xn--ls8h.la/",
        "http://🫠.kr/ http://xn--129h.kr/",
        "http://faß.ExAmPlE/ http://xn--fa-hia.example/",
        "http://xn--fa-hia.example/ http://xn--fa-hia.example/",
        "http://βόλος.com/ http://xn--nxasmm1c.com/",
        "http://Ｇｏ.com/ http://go.com/",
        "http://a\u00adb/ http://ab/",
        "http://a\u200bb/ http://ab/",
        "http://e\u0301a.kr/ http://xn--a-9fa.kr/",
        "http://한글。한국:3000/ http://xn--bj0bj06e.xn--3e0b707e:3000/",
        "http://-a.b-/ http://-a.b-/",
        "http://a--b.r3---x/ http://a--b.r3---x/",
        "http://h../ http://h../",
        "http://@h/ http://h/",
        "http:////h//a//b http://h//a//b",
        "http://h// http://h//",
        "http://h/a//../b http://h/a/b",
        "http://h/empty///emptyx?a//b#c//d http://h/empty///emptyx?a//b#c//d",
        "http://h/emp\tty//x http://h/empty//x",
        "http://[::1]:80//a\\\\b http://[::1]//a//b",
      })
  void an_address_is_read_as_browsers_read_it(String text, String href) {
    assertThat(WebAddress.of(text)).map(WebAddress::href).contains(href);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example/hook",
        "//shop.example/",
        "http://",
        "http://h:99999/",
        "http://ho st/",
        "http://h%00x/",
        "http://a^b/",
        "http://xn--a/",
        "http://xn--zn7c.com/",
        "http://a.XN--A.kr/",
        "http://xn--/",
        "http://xn--a-/",
        "http://xn--pokxncvks/",
        "http://xn--a-yoc/",
        "http://a\u200db/",
        "http://a\ufdd0b/",
        "http://a\u3164\ufffdb/",
        "http://\u00ad/",
        "http://％４１.com/%",
        "http://a%ffb/",
        "http://ho%20st/",
        "http://a%2fb/",
        "http://１.2.3.4.5/",
        "http://🫠@h/",
        "http://user@h/",
        "http://a:b@h/",
        "ftp://h/",
        "javascript:alert(1)",
        "app://open"
      })
  void what_a_shop_cannot_be_reached_at_is_refused(String text) {
    assertThat(WebAddress.of(text)).isEmpty();
  }

  @Test
  void an_address_may_have_2000_characters() {
    String longest = "http://h/" + "x".repeat(1991);
    assertThat(WebAddress.of(longest)).map(WebAddress::href).contains(longest);
    assertThat(WebAddress.of(longest + "x")).isEmpty();
    assertThat(WebAddress.of("http://h/" + "가".repeat(1000))).isEmpty();
  }

  @Test
  void every_character_reaches_the_server_as_it_was_sent() {
    int[] all =
        IntStream.rangeClosed(0x21, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .filter(c -> "/?#\\.%".indexOf(c) < 0)
            .toArray();
    int step = 150;
    for (int from = 0; from < all.length; from += step) {
      String sent = "a" + new String(all, from, Math.min(step, all.length - from)) + "b";
      WebAddress read = WebAddress.of("http://h/" + sent + "?" + sent).orElseThrow();
      assertThat(read.href()).matches("[!-~]+");
      URI strict = URI.create("http://h" + read.requestTarget());
      assertThat(UriUtils.decode(strict.getRawPath(), UTF_8)).isEqualTo("/" + sent);
      assertThat(UriUtils.decode(strict.getRawQuery(), UTF_8)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/list?q=50%, /list?q=50%25",
    "http://h/?x=%zz&y=%41, /?x=%25zz&y=%41",
    "http://h/a[1]?b[]=1|2#c, /a%5B1%5D?b%5B%5D=1%7C2",
  })
  void strict_servers_get_nothing_that_only_browsers_allow(String text, String sent) {
    assertThat(WebAddress.of(text)).map(WebAddress::requestTarget).contains(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u3000", "\t\r\n a \n", "\u00a0a\ufeff", "\u2007a\u2028\u000b"})
  void white_space_around_a_text_is_no_part_of_it(String text) {
    assertThat(OuterSpace.strip(text)).isEqualTo("a");
  }

  @Test
  void white_space_alone_is_no_text_and_inside_it_stays() {
    assertThat(OuterSpace.strip(" \u3000\n")).isEmpty();
    assertThat(OuterSpace.strip(" 주문\u3000 1 ")).isEqualTo("주문\u3000 1");
  }
}
