package dev.naru.hub.user;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  private static final byte[] KEY = "12345678901234567890".getBytes(US_ASCII);

  /** RFC 6238, appendix B, of whose eight digits six are shown. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void the_codes_are_those_of_the_rfc(long second, String code) {
    assertThat(Totp.code(KEY, Totp.stepAt(Instant.ofEpochSecond(second)))).isEqualTo(code);
  }

  @Test
  void a_code_is_taken_half_a_minute_early_or_late_and_once() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = Totp.stepAt(now);
    for (long each = step - 1; each <= step + 1; each++) {
      assertThat(Totp.step(KEY, Totp.code(KEY, each), now, 0)).hasValue(each);
    }
    assertThat(Totp.step(KEY, Totp.code(KEY, step - 2), now, 0)).isEmpty();
    assertThat(Totp.step(KEY, Totp.code(KEY, step + 2), now, 0)).isEmpty();
    assertThat(Totp.step(KEY, Totp.code(KEY, step), now, step)).isEmpty();
    assertThat(Totp.step(KEY, "", now, 0)).isEmpty();
  }

  @Test
  void a_key_is_written_as_authenticators_read_it() {
    assertThat(Totp.base32(KEY)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.ofBase32(Totp.base32(KEY))).isEqualTo(KEY);
    assertThat(Totp.ofBase32("1!")).isEmpty();
  }
}
