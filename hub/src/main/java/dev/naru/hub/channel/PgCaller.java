package dev.naru.hub.channel;

import java.util.function.Supplier;

/**
 * Names the merchant for whom a PG is called, so that each merchant gets its share of the
 * connections (G39). All calls to one host for which no merchant is named share the places of one
 * merchant.
 */
public final class PgCaller {

  private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

  private PgCaller() {}

  /**
   * Runs code that may call a PG; its calls use the merchant's places.
   *
   * @return what the code returned
   */
  public static <T> T ofMerchant(long merchantId, Supplier<T> asks) {
    return ScopedValue.where(CALLER, "merchant " + merchantId).call(asks::get);
  }

  /**
   * Runs code that may call a PG, in places that are kept for the merchant's unresolved payments:
   * inquiries and net cancels must get through while its other calls use up their own places.
   *
   * @return what the code returned
   */
  public static <T> T forOpenQuestions(long merchantId, Supplier<T> asks) {
    return ScopedValue.where(CALLER, "questions of " + merchantId).call(asks::get);
  }

  static String current() {
    return CALLER.orElse("nobody");
  }
}
