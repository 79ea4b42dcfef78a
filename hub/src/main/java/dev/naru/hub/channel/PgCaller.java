package dev.naru.hub.channel;

import java.util.function.Supplier;

/**
 * For whom a PG is called, so that the way to the PGs can be shared out fairly (G39). All calls to
 * one host for which nobody is named share the places of one caller.
 */
public final class PgCaller {

  private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

  private PgCaller() {}

  /**
   * Does something that may call a PG, in the merchant's places.
   *
   * @return what it returned
   */
  public static <T> T ofMerchant(long merchantId, Supplier<T> asks) {
    return ScopedValue.where(CALLER, "merchant " + merchantId).call(asks::get);
  }

  /**
   * The same, in places that are kept for ending the merchant's open questions: inquiries and net
   * cancels must get through while its own calls use up everything else.
   */
  public static <T> T forOpenQuestions(long merchantId, Supplier<T> asks) {
    return ScopedValue.where(CALLER, "questions of " + merchantId).call(asks::get);
  }

  static String current() {
    return CALLER.orElse("nobody");
  }
}
