package dev.naru.hub.log;

import org.jspecify.annotations.Nullable;

/**
 * What took how long, for a collector of OpenTelemetry. Where no collector is named nothing is
 * recorded, and a span is one object that all share. A span is ended by the thread that began it.
 * Thread-safe.
 */
public interface Traces {

  /** Records nothing. */
  Traces NONE = new NoTraces();

  /**
   * Begins what a request asks for. What this thread begins before it ends belongs to it.
   *
   * @param traceparent the caller's header; null where there is none. One that is malformed counts
   *     as none
   */
  Span incoming(String name, @Nullable String traceparent);

  /** Begins a call to another server, as part of the request that this thread answers, if any. */
  Span outgoing(String name);

  /** Something that begins and ends. */
  interface Span extends AutoCloseable {

    /** 32 hexadecimal digits; null where nothing is recorded. */
    @Nullable String traceId();

    /** The header by which the server that is called may go on; null where nothing is recorded. */
    @Nullable String traceparent();

    /** Names it anew, where what it is turns out later. */
    Span named(String name);

    /** Adds a value, which must be no secret and no personal data (G25). */
    Span with(String key, String value);

    Span with(String key, long value);

    /** Says that it went wrong. */
    Span failed(String why);

    @Override
    void close();
  }
}
