package dev.naru.hub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What lines of the log say of their request and their payment. */
class LogFieldsTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final TraceFilter filter = new TraceFilter(Traces.NONE, new SecureRandom());

  @Test
  void a_callers_trace_is_kept() {
    assertThat(filter.traceId("00-" + ID + "-00f067aa0ba902b7-01")).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + ID + "-00f067aa0ba902b7-01\\n{\"level\":\"ERROR\"}",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      })
  void any_other_text_gets_a_trace_of_the_hubs_own(String header) {
    String made = filter.traceId(header);
    assertThat(made).matches("[0-9a-f]{32}").isNotEqualTo(filter.traceId(header));
  }

  @Test
  void a_payments_fields_are_gone_after_it_and_the_requests_stay() throws Exception {
    Map<Integer, Map<String, String>> seen = new HashMap<>();
    filter.doFilter(
        new MockHttpServletRequest(),
        new MockHttpServletResponse(),
        new MockFilterChain(
            new jakarta.servlet.http.HttpServlet() {
              @Override
              protected void service(
                  jakarta.servlet.http.HttpServletRequest request,
                  jakarta.servlet.http.HttpServletResponse response) {
                LogFields.merchant("imp00000000");
                seen.put(0, LogFields.ofPayment(7, "imps_000000000001", MDC::getCopyOfContextMap));
                seen.put(1, MDC.getCopyOfContextMap());
              }
            }));
    seen.put(2, MDC.getCopyOfContextMap());
    assertThat(seen.get(0))
        .containsKeys("trace_id")
        .containsEntry("merchant", "imp00000000")
        .containsEntry("merchant_id", "7")
        .containsEntry("imp_uid", "imps_000000000001");
    assertThat(seen.get(1)).containsOnlyKeys("trace_id", "merchant");
    assertThat(seen.get(2) == null ? Map.of() : seen.get(2))
        .doesNotContainKeys("trace_id", "merchant", "imp_uid");
  }
}
