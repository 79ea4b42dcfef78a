package dev.naru.pg.template;

import static dev.naru.pg.spi.Capabilities.Operation.CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.INQUIRY;
import static dev.naru.pg.spi.Capabilities.Operation.MOBILE_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.PARTIAL_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PC_WINDOW;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The pay methods, and what can be done with each. A new method needs one line here. */
final class TemplateMethods {

  /** Names for buyers of the methods that only this PG has. */
  static final Map<PayMethod, Bilingual> NAMES = Map.of();

  static final Capabilities TABLE = new Capabilities(rows());

  private TemplateMethods() {}

  private static Map<PayMethod, Set<Operation>> rows() {
    Map<PayMethod, Set<Operation>> rows = new LinkedHashMap<>();
    rows.put(PayMethod.CARD, Set.of(PC_WINDOW, MOBILE_WINDOW, CANCEL, PARTIAL_CANCEL, INQUIRY));
    rows.put(PayMethod.TRANS, Set.of(PC_WINDOW, MOBILE_WINDOW, CANCEL, INQUIRY));
    return rows;
  }
}
