package dev.naru.pg.mobilians.emulator;

import dev.naru.sandbox.RequestLog;
import java.util.LinkedHashMap;
import java.util.Set;

/** Writes down what a merchant's server sent, with everything secret or personal masked. */
final class Journal {

  private static final Set<String> MASKED =
      Set.of("hmac", "mc_user_key", "reference_key", "bill_key", "account_no", "account_name");

  private final RequestLog log;

  Journal(RequestLog log) {
    this.log = log;
  }

  void received(String pg, String tid, String orderId, String operation, Json fields) {
    var masked = new LinkedHashMap<String, String>();
    fields
        .texts()
        .forEach(
            (name, value) ->
                masked.put(
                    name,
                    MASKED.contains(name)
                        ? value.substring(0, Math.min(4, value.length() / 4)) + "***"
                        : value));
    log.received(pg, tid.isEmpty() ? null : tid, orderId, operation, masked);
  }
}
