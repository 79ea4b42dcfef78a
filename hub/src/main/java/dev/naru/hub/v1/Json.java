package dev.naru.hub.v1;

import tools.jackson.core.JsonGenerator;

/** A value that writes itself, its keys in alphabetical order (spec/rest-api.md §1.4). */
@FunctionalInterface
interface Json {

  void write(JsonGenerator out);

  /** Writes them one after the other as an array. */
  static Json array(Iterable<? extends Json> items) {
    return out -> {
      out.writeStartArray();
      items.forEach(item -> item.write(out));
      out.writeEndArray();
    };
  }
}
