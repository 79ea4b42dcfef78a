package dev.naru.hub.log;

import org.jspecify.annotations.Nullable;

/**
 * Records how long requests and calls take, for an OpenTelemetry collector. Where no collector is
 * configured, nothing is recorded, and all spans are one shared object. The thread that began a
 * span must end it. Thread-safe.
 */
public interface Traces {

  /** Traces that record nothing. */
  Traces NONE = new NoTraces();

  /**
   * Begins the span of a request. Spans that this thread begins before this one ends become its
   * children.
   *
   * @param traceparent the caller's header; null if there is none. A malformed header counts as
   *     none
   */
  Span incoming(String name, @Nullable String traceparent);

  /**
   * Begins the span of a call to another server, as a child of this thread's request, if there is
   * one.
   */
  Span outgoing(String name);

  /** The time of one request or call, from its beginning to {@link #close}. */
  interface Span extends AutoCloseable {

    /** 32 hexadecimal digits; null where nothing is recorded. */
    @Nullable String traceId();

    /** The header by which the server that is called may go on; null where nothing is recorded. */
    @Nullable String traceparent();

    /** Changes the span's name, when the right one is known only later. */
    Span named(String name);

    /** Adds a value, which must not be a secret or personal data (G25). */
    Span with(String key, String value);

    Span with(String key, long value);

    /** Marks the span as failed, for this reason. */
    Span failed(String why);

    @Override
    void close();
  }
}
