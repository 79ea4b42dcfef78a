package dev.naru.hub.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.naru.hub.channel.HttpPgTransport;
import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.testing.RunningHub;
import dev.naru.pg.spi.PgTransport.Request;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** Spans that a collector gets by OTLP; here it is a small HTTP server, and so is the PG. */
class TracesTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SECRET_PATH = "/checkout/a-token-that-nobody-may-see";

  private final HttpServer server = server();
  private final List<String> spans = new CopyOnWriteArrayList<>();
  private final List<String> traceparentsAtThePg = new CopyOnWriteArrayList<>();

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/v1/traces",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean zipped =
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            spans.add(
                new String(
                    zipped
                        ? new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes()
                        : body,
                    ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      made.createContext(
          "/pg",
          exchange -> {
            traceparentsAtThePg.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Calls the PG within a request of a merchant; answers what the log's trace was. */
  private String callsThePg(Traces traces) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", SECRET_PATH);
    request.addHeader("traceparent", "00-" + ID + "-00f067aa0ba902b7-01");
    request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/checkout/{token}");
    StringBuilder logged = new StringBuilder();
    try (HttpPgTransport transport = new HttpPgTransport(new SimpleMeterRegistry(), traces)) {
      new TraceFilter(traces, new SecureRandom())
          .doFilter(
              request,
              new MockHttpServletResponse(),
              new MockFilterChain(
                  new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest asked, HttpServletResponse answer)
                        throws IOException {
                      logged.append(MDC.get("trace_id"));
                      LogFields.ofPayment(7, "imps_000000000001", () -> send(transport));
                    }
                  }));
    }
    return logged.toString();
  }

  private int send(HttpPgTransport transport) {
    try {
      return transport
          .send(
              new Request(
                  URI.create(address() + "/pg"), "text/plain", new byte[0], Duration.ofSeconds(60)))
          .status();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_request_and_its_call_to_the_pg_are_spans_of_the_callers_trace() throws Exception {
    OpenTelemetryTraces traces = OpenTelemetryTraces.to(address());
    assertThat(callsThePg(traces)).isEqualTo(ID);
    traces.close();
    String sent = String.join("", spans);
    assertThat(sent)
        .contains("naru-hub", "POST /checkout/{token}", "PG 127.0.0.1:", "imps_000000000001")
        .contains(new String(HexFormat.of().parseHex(ID), ISO_8859_1))
        .doesNotContain("a-token-that-nobody-may-see");
    assertThat(traceparentsAtThePg)
        .singleElement()
        .asString()
        .matches("00-" + ID + "-[0-9a-f]{16}-01")
        .doesNotContain("00f067aa0ba902b7");
  }

  @Test
  void work_that_no_request_asked_for_has_a_trace_of_its_own_in_the_log() {
    try (OpenTelemetryTraces traces = OpenTelemetryTraces.to(address())) {
      try (Traces.Span span = traces.outgoing("PG somewhere")) {
        assertThat(MDC.get("trace_id")).isEqualTo(span.traceId());
      }
      assertThat(MDC.get("trace_id")).isNull();
    }
  }

  @Test
  void without_a_collector_nothing_is_recorded_and_the_pg_sees_no_header() throws Exception {
    assertThat(RunningHub.shared().bean(Traces.class)).isSameAs(Traces.NONE);
    assertThat(callsThePg(Traces.NONE)).isEqualTo(ID);
    assertThat(traceparentsAtThePg).containsExactly("null");
    assertThat(spans).isEmpty();
  }

  @Test
  void a_collector_that_is_away_delays_nobody_and_a_wrong_address_is_one_sentence()
      throws Exception {
    String away = address();
    server.removeContext("/v1/traces");
    OpenTelemetryTraces traces = OpenTelemetryTraces.to(away);
    assertThat(callsThePg(traces)).isEqualTo(ID);
    traces.close();
    assertThat(traceparentsAtThePg).hasSize(1);
    assertThatThrownBy(() -> OpenTelemetryTraces.to("collector:4318"))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT");
  }
}
