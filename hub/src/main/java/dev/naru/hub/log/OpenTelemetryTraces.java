package dev.naru.hub.log;

import dev.naru.hub.start.RefusedStartException;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Sends spans to a collector by OTLP over HTTP, in the background. While the collector is slow or
 * away, spans are lost and nothing is delayed. The variables {@code OTEL_*} of the OpenTelemetry
 * specification apply (headers, sampler, service name, time-outs); metrics and logs don't go to the
 * collector (docs/reference/metrics.md).
 */
final class OpenTelemetryTraces implements Traces, AutoCloseable {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})");

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  private OpenTelemetryTraces(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.naru.hub");
  }

  /**
   * @throws RefusedStartException when a variable {@code OTEL_*} has a wrong value
   */
  static OpenTelemetryTraces to(String endpoint) {
    try {
      return new OpenTelemetryTraces(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() ->
                  Map.of(
                      "otel.service.name", "naru-hub",
                      "otel.exporter.otlp.protocol", "http/protobuf",
                      "otel.metrics.exporter", "none",
                      "otel.logs.exporter", "none"))
              .addPropertiesCustomizer(_ -> Map.of("otel.exporter.otlp.endpoint", endpoint))
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException | IllegalArgumentException wrong) {
      throw new RefusedStartException(
          "OTEL_EXPORTER_OTLP_ENDPOINT or another variable OTEL_* has a wrong value: "
              + wrong.getMessage());
    }
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // whoever began the span ends it, and its scope with it
  public Span incoming(String name, @Nullable String traceparent) {
    io.opentelemetry.api.trace.Span span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent(traceparent))
            .startSpan();
    return new Recorded(span, span.makeCurrent(), null);
  }

  private static Context parent(@Nullable String traceparent) {
    Matcher header = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    return header.matches()
        ? Context.root()
            .with(
                io.opentelemetry.api.trace.Span.wrap(
                    SpanContext.createFromRemoteParent(
                        header.group(1),
                        header.group(2),
                        TraceFlags.fromHex(header.group(3), 0),
                        TraceState.getDefault())))
        : Context.root();
  }

  /**
   * Begins a call. Where no request has given this thread's log lines a trace id, the call's trace
   * does so until it ends.
   */
  @Override
  @SuppressWarnings("MustBeClosedChecker") // as above
  public Span outgoing(String name) {
    io.opentelemetry.api.trace.Span span =
        tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan();
    for (String field : new String[] {LogFields.MERCHANT, LogFields.PAYMENT}) {
      String value = MDC.get(field);
      if (value != null) {
        span.setAttribute("naru." + field, value);
      }
    }
    MDC.MDCCloseable logged =
        MDC.get(LogFields.TRACE) == null
            ? MDC.putCloseable(LogFields.TRACE, span.getSpanContext().getTraceId())
            : null;
    return new Recorded(span, span.makeCurrent(), logged);
  }

  /** Sends the spans that wait, and shuts the sender down. */
  @Override
  public void close() {
    sdk.close();
  }

  private record Recorded(
      io.opentelemetry.api.trace.Span span, Scope scope, MDC.@Nullable MDCCloseable logged)
      implements Span {

    @Override
    public String traceId() {
      return span.getSpanContext().getTraceId();
    }

    @Override
    public String traceparent() {
      SpanContext own = span.getSpanContext();
      return "00-%s-%s-%s"
          .formatted(own.getTraceId(), own.getSpanId(), own.getTraceFlags().asHex());
    }

    @Override
    public Span named(String name) {
      span.updateName(name);
      return this;
    }

    @Override
    public Span with(String key, String value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public Span with(String key, long value) {
      span.setAttribute(key, value);
      return this;
    }

    @Override
    public Span failed(String why) {
      span.setStatus(StatusCode.ERROR, why);
      return this;
    }

    @Override
    public void close() {
      scope.close();
      span.end();
      if (logged != null) {
        logged.close();
      }
    }
  }
}
