package dev.naru.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The log of the calls that PGs received from merchants' servers, for {@code /control/requests}.
 */
public interface RequestLog {

  /**
   * Logs a call. Throws an unchecked exception when the database is away.
   *
   * @param pg the V1 provider code
   * @param tid the tid of the charge that the call is about; null when it has none yet
   * @param orderId the order number
   * @param operation the kind of call, for example {@code approval}, {@code net_cancel}, {@code
   *     cancel} or {@code inquiry}
   * @param fields the call's fields; the emulator has masked tokens, keys and card data
   */
  void received(
      String pg,
      @Nullable String tid,
      String orderId,
      String operation,
      Map<String, String> fields);
}
