package dev.naru.hub.v1.wire;

import tools.jackson.core.JsonGenerator;

/** A value that writes itself as JSON, its keys in alphabetical order (spec/rest-api.md §1.4). */
@FunctionalInterface
public interface WritesJson {

  /** Writes exactly one JSON value. */
  void write(JsonGenerator out);

  /** An array of these values, in their order. */
  static WritesJson array(Iterable<? extends WritesJson> items) {
    return out -> {
      out.writeStartArray();
      items.forEach(item -> item.write(out));
      out.writeEndArray();
    };
  }
}
