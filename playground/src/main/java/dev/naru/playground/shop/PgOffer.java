package dev.naru.playground.shop;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.PayMethod;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PG that the order form offers.
 *
 * @param pg the page's value of {@code pg}
 * @param name the PG's own name
 * @param methods the pay methods with their names for buyers; the first is preset
 * @param key how a billing key is issued; null where the shop has no channel for it
 */
public record PgOffer(
    String pg, Bilingual name, SequencedMap<PayMethod, Bilingual> methods, @Nullable Key key) {

  /**
   * How a billing key's window is opened.
   *
   * @param pg the page's value of {@code pg}: code and MID
   * @param charges whether the amount is charged together with the issue
   */
  public record Key(PayMethod method, String pg, boolean charges) {}

  /**
   * All that the shop knows about the PGs that it has contracts with.
   *
   * @param offers the PGs in the order of the form; the first is preset
   * @param methodNames the names of every pay method that a payment can report
   * @param keyOnly the {@code pg_provider} codes of PGs that charge nothing for a billing key
   */
  public record All(
      List<PgOffer> offers, Map<PayMethod, Bilingual> methodNames, Set<String> keyOnly) {}
}
