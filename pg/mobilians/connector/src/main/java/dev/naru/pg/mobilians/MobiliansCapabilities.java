package dev.naru.pg.mobilians;

import static dev.naru.pg.spi.Capabilities.Operation.CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.DEPOSIT_NOTICE;
import static dev.naru.pg.spi.Capabilities.Operation.KEY_CHARGE;
import static dev.naru.pg.spi.Capabilities.Operation.KEY_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.MOBILE_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.NET_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PARTIAL_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PC_WINDOW;

import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.PayMethod;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The operations that naru supports with KG Mobilians, for each pay method. There is no inquiry,
 * because KG publishes none (protocols/mobilians.md §2.10). Whether a phone payment can be
 * cancelled in part depends on the contract, so the setting {@code mobilians.phone_partial_cancel}
 * decides. The hub checks which methods a merchant has contracted ({@code mobilians.pay_methods}).
 */
final class MobiliansCapabilities {
  private MobiliansCapabilities() {}

  static Capabilities of(Generation generation) {
    Map<PayMethod, Set<Capabilities.Operation>> rows = new LinkedHashMap<>();
    for (PayMethod method : generation.methods()) {
      Set<Capabilities.Operation> row =
          EnumSet.of(PC_WINDOW, MOBILE_WINDOW, CANCEL, PARTIAL_CANCEL, NET_CANCEL);
      if (generation.keyMethods().contains(method)) {
        row.add(KEY_WINDOW);
        row.add(KEY_CHARGE);
      }
      if (method.equals(PayMethod.VBANK)) {
        row.add(DEPOSIT_NOTICE);
      }
      rows.put(method, row);
    }
    return new Capabilities(rows);
  }
}
