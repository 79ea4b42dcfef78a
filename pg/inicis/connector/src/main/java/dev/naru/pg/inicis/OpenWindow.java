package dev.naru.pg.inicis;

import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.time.InstantSource;

/** Opens the payment window: the script's on a PC, the posted form's on a phone. */
final class OpenWindow {
  private final InstantSource time;

  OpenWindow(InstantSource time) {
    this.time = time;
  }

  PgWindow open(PersistedAttempt attempt, WindowRequest request) {
    // Refused before, by capabilities and validation; the assertions stay on.
    if (request.method() != PayMethod.CARD) {
      throw new IllegalArgumentException("no window for " + request.method().code());
    }
    if (!attempt.amount().currency().equals("KRW")) {
      throw new IllegalArgumentException("KG INICIS is used for KRW only");
    }
    if (request.returnUrl().getRawQuery() != null) {
      throw new IllegalArgumentException("a return address has no query (inicis.md §4.4)");
    }
    String timestamp = Long.toString(time.millis());
    return request.mobile()
        ? MobileForm.of(attempt, request, timestamp)
        : PcForm.of(attempt, request, timestamp);
  }
}
