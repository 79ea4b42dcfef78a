package dev.naru.pg.inicis;

import static dev.naru.pg.spi.Capabilities.Operation.ACCOUNT_ISSUE;
import static dev.naru.pg.spi.Capabilities.Operation.CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.DELIVERY;
import static dev.naru.pg.spi.Capabilities.Operation.DEPOSIT_NOTICE;
import static dev.naru.pg.spi.Capabilities.Operation.INQUIRY;
import static dev.naru.pg.spi.Capabilities.Operation.KEY_CHARGE;
import static dev.naru.pg.spi.Capabilities.Operation.KEY_IN;
import static dev.naru.pg.spi.Capabilities.Operation.KEY_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.MOBILE_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.NET_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PARTIAL_CANCEL;
import static dev.naru.pg.spi.Capabilities.Operation.PC_WINDOW;
import static dev.naru.pg.spi.Capabilities.Operation.RECEIPT;

import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.PayMethod;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The operations that naru supports with KG INICIS, for each pay method (spec/pg-rules.md §2.1,
 * §2.8).
 */
final class InicisCapabilities {
  static final Capabilities TABLE = new Capabilities(rows());

  private InicisCapabilities() {}

  private static Map<PayMethod, Set<Capabilities.Operation>> rows() {
    Map<PayMethod, Set<Capabilities.Operation>> rows = new LinkedHashMap<>();
    for (InicisMethod method : InicisMethod.values()) {
      Set<Capabilities.Operation> operations =
          EnumSet.of(PC_WINDOW, MOBILE_WINDOW, CANCEL, PARTIAL_CANCEL, INQUIRY, NET_CANCEL);
      switch (method) {
        case CARD -> operations.addAll(EnumSet.of(KEY_WINDOW, KEY_CHARGE, KEY_IN));
        case VBANK -> operations.addAll(EnumSet.of(DEPOSIT_NOTICE, ACCOUNT_ISSUE, RECEIPT));
        case TRANS -> operations.add(RECEIPT);
        // No document of KG INICIS's describes partial cancels of vouchers.
        case CULTURELAND, SMARTCULTURE, HAPPYMONEY, BOOKNLIFE -> operations.remove(PARTIAL_CANCEL);
        default -> {
          // Some contracts allow partial cancels of phone payments; KG INICIS decides.
        }
      }
      if (method.takesEscrow()) {
        operations.add(DELIVERY);
      }
      rows.put(method.method(), operations);
    }
    return rows;
  }
}
