package dev.naru.pg.spi;

import java.util.Map;

/**
 * The form that the PG's window posted to the return address through the buyer's browser. It is
 * untrusted.
 *
 * @param fields decoded form fields, the first value of each name
 */
public record ReturnMessage(Map<String, String> fields) {

  public ReturnMessage {
    fields = Map.copyOf(fields);
  }

  /** The value of a field; empty if there is none. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return "ReturnMessage" + fields.keySet();
  }
}
