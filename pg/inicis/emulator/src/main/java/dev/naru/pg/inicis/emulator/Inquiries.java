package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;
import dev.naru.sandbox.Scenarios.Occasion;
import java.util.Optional;

/**
 * What a tester's scenario can match in an inquiry, which may be about a charge that isn't there.
 */
final class Inquiries {

  private Inquiries() {}

  static Occasion occasion(Optional<Charge> charge, Merchant merchant, String oid) {
    return charge
        .map(Refunds::occasion)
        .orElseGet(() -> new Occasion(Notebook.PG, merchant.mid(), oid, oid, null, 0, null));
  }
}
