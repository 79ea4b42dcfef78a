package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.http.ResponseEntity;

class RedirectUrlTest {

  private static final AllowedOrigins ORIGINS =
      new AllowedOrigins(List.of("https://shop.example"), false);

  @Property
  void what_was_there_stays_and_our_values_come_last(
      @ForAll("urls") String url, @ForAll("values") Map<String, String> values) {
    String built = RedirectUrl.with(url, values);
    String beforeFragment = url.split("#", 2)[0];

    assertThat(built).startsWith(beforeFragment);
    assertThat(built).endsWith(url.substring(beforeFragment.length()));
    List<Map.Entry<String, String>> all = decoded(built);
    assertThat(all.subList(all.size() - values.size(), all.size()))
        .containsExactlyElementsOf(values.entrySet());
    assertThat(built).is(asciiOnly());
  }

  @Property
  void an_allowed_address_is_a_valid_header_and_keeps_its_origin(@ForAll String tail) {
    RedirectUrl.allowed("https://shop.example/" + tail, ORIGINS)
        .ifPresent(url -> {
          assertThat(url).is(asciiOnly());
          assertThat(url).startsWith("https://shop.example/");
        });
  }

  @Example
  void what_a_header_cannot_hold_is_escaped_and_nothing_else() {
    assertThat(RedirectUrl.allowed("https://shop.example/!~?a=b c\u007f가\"", ORIGINS))
        .contains("https://shop.example/!~?a=b%20c%7F%EA%B0%80%22");
    assertThat(RedirectUrl.allowed("https://shop.example/a[1]?q=50%&x=%zz|#/a#b", ORIGINS))
        .contains("https://shop.example/a[1]?q=50%&x=%zz|#/a#b");
  }

  @Example
  void an_apps_address_is_kept_as_it_is_even_if_it_is_no_uri() {
    for (String url :
        List.of("myapp://result?msg=100%", "myapp://pay[1]/done", "myapp://a?b=%zz")) {
      assertThat(RedirectUrl.allowed(url, ORIGINS)).contains(url);
      ResponseEntity<byte[]> sent = ResultPages.seeOther(RedirectUrl.with(url, Map.of("a", "1")));
      assertThat(sent.getHeaders().getFirst("Location")).startsWith(url);
    }
  }

  @Example
  void schemes_of_the_browser_and_of_the_operating_system_are_refused() {
    for (String scheme :
        List.of(
            "content",
            "ms-settings",
            "MS-Settings",
            "search-ms",
            "intent",
            "android-app",
            "shell",
            "itms-services",
            "chrome-extension",
            "moz-extension",
            "app-prefs",
            "x-apple-health",
            "microsoft-edge",
            "market",
            "smb",
            "ldap")) {
      assertThat(RedirectUrl.allowed(scheme + "://x/y", ORIGINS)).as(scheme).isEmpty();
    }
    assertThat(RedirectUrl.allowed("ispmobile://x/y", ORIGINS)).isPresent();
    assertThat(RedirectUrl.allowed("msfapp://x/y", ORIGINS)).isPresent();
  }

  @Example
  void an_address_may_have_2000_characters() {
    String longest = "https://shop.example/" + "x".repeat(1_979);
    assertThat(longest).hasSize(2_000);
    assertThat(RedirectUrl.allowed(longest, ORIGINS)).contains(longest);
    assertThat(RedirectUrl.allowed(longest + "x", ORIGINS)).isEmpty();
  }

  @Example
  void of_our_own_values_everything_but_letters_and_digits_is_escaped() {
    assertThat(RedirectUrl.with("app://done", Map.of("a", "zZ9-_.~ !\u0080")))
        .isEqualTo("app://done?a=zZ9-_.~%20%21%C2%80");
  }

  @Example
  void the_order_of_the_query_is_kept() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("imp_uid", "imp_1");
    values.put("error_msg", "한도 초과&=?#");
    assertThat(RedirectUrl.with("https://shop.example/done?b=2&a=1#frag", values))
        .isEqualTo(
            "https://shop.example/done?b=2&a=1&imp_uid=imp_1"
                + "&error_msg=%ED%95%9C%EB%8F%84%20%EC%B4%88%EA%B3%BC%26%3D%3F%23#frag");
    assertThat(RedirectUrl.with("app://done?", Map.of("a", "1"))).isEqualTo("app://done?a=1");
  }

  @Provide
  Arbitrary<String> urls() {
    return Arbitraries.of("https://shop.example/done", "http://localhost:8070", "myapp://pay")
        .flatMap(base ->
            Arbitraries.of("", "?", "?a=1", "?a=1&", "?a=%20&imp_uid=old", "?q")
                .flatMap(query -> Arbitraries.of("", "#", "#top?x=1").map(f -> base + query + f)));
  }

  @Provide
  Arbitrary<Map<String, String>> values() {
    return Arbitraries.strings()
        .excludeChars(surrogates())
        .ofMaxLength(20)
        .map(text -> {
          Map<String, String> values = new LinkedHashMap<>();
          values.put("imp_uid", "imp_123456789012");
          values.put("error_msg", text);
          return values;
        });
  }

  private static char[] surrogates() {
    char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return all;
  }

  private static List<Map.Entry<String, String>> decoded(String url) {
    String query = url.split("#", 2)[0].split("\\?", 2)[1];
    return List.of(query.split("&")).stream()
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .map(pair -> Map.entry(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : ""))
        .toList();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static org.assertj.core.api.Condition<String> asciiOnly() {
    return new org.assertj.core.api.Condition<>(
        text -> text.chars().allMatch(c -> c > 0x20 && c < 0x7f), "only printable ASCII");
  }
}
