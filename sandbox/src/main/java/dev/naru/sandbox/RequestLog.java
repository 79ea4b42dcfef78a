package dev.naru.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls a PG received from a merchant's server, in order; masked before they are kept. */
public interface RequestLog {

  /**
   * @param pg the V1 provider code
   * @param tid what the call is about, as far as the emulator knows it by now: the charge's tid
   * @param orderId the order number
   * @param operation {@code approval}, {@code net_cancel}, {@code cancel}, {@code inquiry} ...
   * @param fields what was sent; tokens, keys and card data already masked by the emulator
   */
  void received(
      String pg,
      @Nullable String tid,
      String orderId,
      String operation,
      Map<String, String> fields);
}
