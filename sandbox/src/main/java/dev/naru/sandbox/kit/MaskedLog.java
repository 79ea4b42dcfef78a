package dev.naru.sandbox.kit;

import dev.naru.sandbox.RequestLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Logs the calls of merchants' servers with secret and personal fields masked. */
public final class MaskedLog {

  private final RequestLog log;
  private final Set<String> masked;

  /**
   * Wraps the sandbox's log.
   *
   * @param masked the names of the fields to mask
   */
  public MaskedLog(RequestLog log, Set<String> masked) {
    this.log = log;
    this.masked = masked;
  }

  /**
   * Logs a call; it keeps at most the first four characters of a masked field.
   *
   * @param pg the V1 provider code
   * @param tid the charge's tid; empty when it has none yet
   * @param operation the kind of call, as in {@link RequestLog#received}
   */
  public void received(
      String pg, String tid, String orderId, String operation, Map<String, String> fields) {
    var kept = new LinkedHashMap<String, String>();
    fields.forEach((name, value) -> kept.put(name, masked.contains(name) ? mask(value) : value));
    log.received(pg, tid.isEmpty() ? null : tid, orderId, operation, kept);
  }

  private static String mask(String value) {
    return value.substring(0, Math.min(4, value.length() / 4)) + "***";
  }
}
