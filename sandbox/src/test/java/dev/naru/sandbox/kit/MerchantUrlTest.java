package dev.naru.sandbox.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://my_shop:3000/hook http://my_shop:3000 /hook",
        "https://i❤.ws/a https://xn--i-7iq.ws /a",
        "https://faß.de//a//b?c//d https://xn--fa-hia.de //a//b?c//d",
        "http://H/list?q=50% http://h /list?q=50%25",
      })
  void an_address_is_read_as_browsers_read_it(String text, String origin, String target) {
    assertThat(MerchantUrl.of(text))
        .hasValueSatisfying(url -> {
          assertThat(url.origin()).isEqualTo(origin);
          assertThat(url.target()).isEqualTo(target);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://xn--a/", "http://xn--zn7c.com/", "http://ho st/", "ftp://h/", ""})
  void no_browser_goes_there(String text) {
    assertThat(MerchantUrl.of(text)).isEmpty();
  }
}
