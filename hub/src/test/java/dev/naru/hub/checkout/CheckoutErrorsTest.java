package dev.naru.hub.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is logged of a buyer's page that failed. */
@ExtendWith(OutputCaptureExtension.class)
class CheckoutErrorsTest {

  private static final String TOKEN = "7f3a5c0e9b1d";

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private void take(String path, FilterChain chain) throws Exception {
    new CheckoutErrors().doFilter(new MockHttpServletRequest("POST", path), response, chain);
  }

  @Test
  @Tag("G26")
  void the_token_of_a_session_is_not_in_the_log(CapturedOutput log) throws Exception {
    take(
        "/checkout/" + TOKEN + "/return",
        (_, _) -> {
          throw new ServletException(new IllegalStateException("broken"));
        });
    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(log).contains("POST /checkout/…/return").contains("broken").doesNotContain(TOKEN);
  }

  @Test
  void a_database_that_is_away_is_worth_another_try() throws Exception {
    take(
        "/checkout/" + TOKEN,
        (_, _) -> {
          throw new DataAccessResourceFailureException("away");
        });
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
  }
}
