package dev.naru.hub.console.audits;

import java.util.List;

/**
 * A line of the audit log.
 *
 * @param at the time in Korea
 * @param values the changed values
 */
public record AuditLine(String at, String who, String what, String subject, List<Value> values) {

  /** A value before and after; empty where there was none. */
  public record Value(String name, String before, String after) {}
}
