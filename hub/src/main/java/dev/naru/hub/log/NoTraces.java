package dev.naru.hub.log;

import org.jspecify.annotations.Nullable;

/** Traces that record nothing: for a hub without a collector. */
final class NoTraces implements Traces {

  private static final Span NOTHING = new NoSpan();

  @Override
  public Span incoming(String name, @Nullable String traceparent) {
    return NOTHING;
  }

  @Override
  public Span outgoing(String name) {
    return NOTHING;
  }

  private static final class NoSpan implements Span {
    @Override
    public @Nullable String traceId() {
      return null;
    }

    @Override
    public @Nullable String traceparent() {
      return null;
    }

    @Override
    public Span named(String name) {
      return this;
    }

    @Override
    public Span with(String key, String value) {
      return this;
    }

    @Override
    public Span with(String key, long value) {
      return this;
    }

    @Override
    public Span failed(String why) {
      return this;
    }

    @Override
    public void close() {}
  }
}
