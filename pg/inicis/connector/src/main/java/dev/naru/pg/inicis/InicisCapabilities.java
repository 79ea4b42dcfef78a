package dev.naru.pg.inicis;

import static dev.naru.pg.spi.Capabilities.Operation.CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.INQUIRY;
import static dev.naru.pg.spi.Capabilities.Operation.MOBILE_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.NET_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PARTIAL_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PC_WINDOW;

import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.PayMethod;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What naru can do with KG INICIS, by pay method. */
final class InicisCapabilities {
  private static final Set<Capabilities.Operation> AFTER_THE_CHARGE =
      EnumSet.of(CANCEL, PARTIAL_CANCEL, INQUIRY, NET_CANCEL);

  static final Capabilities TABLE = new Capabilities(rows());

  private InicisCapabilities() {}

  private static Map<PayMethod, Set<Capabilities.Operation>> rows() {
    Map<PayMethod, Set<Capabilities.Operation>> rows = new EnumMap<>(PayMethod.class);
    // A buyer may pick an easy-pay inside the card window; what they paid with is then the
    // payment's method (pg-rules §2.1), and it is cancelled as a card payment is (inicis.md §9.5).
    for (PayMethod insideTheCardWindow : EasyPay.methods()) {
      rows.put(insideTheCardWindow, AFTER_THE_CHARGE);
    }
    rows.put(
        PayMethod.CARD,
        EnumSet.of(PC_WINDOW, MOBILE_WINDOW, CANCEL, PARTIAL_CANCEL, INQUIRY, NET_CANCEL));
    return rows;
  }
}
