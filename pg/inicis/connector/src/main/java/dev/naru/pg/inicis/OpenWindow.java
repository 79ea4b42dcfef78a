package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.KoreaTime;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.WindowRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Opens the window: the script's on a PC, a posted form's on a phone. A billing key comes from the
 * PC window too, with another option (protocols/inicis.md §3.11), and on a phone from a window of
 * its own (protocols/inicis.md §5).
 */
final class OpenWindow {
  /** How long a virtual account waits where the shop named no day (spec/pg-rules.md §2.2). */
  private static final int DEPOSIT_DAYS = 30;

  private final InstantSource time;

  OpenWindow(InstantSource time) {
    this.time = time;
  }

  WindowOpening open(PersistedAttempt attempt, WindowRequest request) {
    if (request.addresses().returnUrl().getRawQuery() != null) {
      throw new IllegalArgumentException(
          "a return address has no query (protocols/inicis.md §4.4)");
    }
    return WindowRefusal.of(attempt, request)
        .<WindowOpening>map(refused -> refused)
        .orElseGet(() -> opened(attempt, request));
  }

  private WindowOpening opened(PersistedAttempt attempt, WindowRequest request) {
    Order order =
        new Order(
            window(attempt, request),
            InicisMethod.of(request.method()).orElseThrow(),
            request.key() != null);
    Instant now = time.instant();
    String millis = Long.toString(now.toEpochMilli());
    PgWindow opens =
        switch (order.window()) {
          case PC -> PcForm.of(attempt, request, order, millis, due(request, now));
          case MOBILE -> MobileForm.of(attempt, request, order, millis, due(request, now));
          case INILITE -> KeyForm.old(attempt, request, KoreaTime.write(now));
          case INILITE_PAY -> KeyForm.current(attempt, request, KoreaTime.write(now));
        };
    return new WindowOpening.Opened(opens, order.toMemo());
  }

  private static Order.Window window(PersistedAttempt attempt, WindowRequest request) {
    if (!request.mobile()) {
      return Order.Window.PC;
    }
    if (request.key() == null) {
      return Order.Window.MOBILE;
    }
    return InicisSettings.of(attempt.channel()).newBillingWindow()
        ? Order.Window.INILITE_PAY
        : Order.Window.INILITE;
  }

  private static LocalDateTime due(WindowRequest request, Instant now) {
    LocalDateTime wanted = request.vbankDue();
    return wanted != null
        ? wanted
        : KoreaTime.local(now).toLocalDate().plusDays(DEPOSIT_DAYS).atTime(LocalTime.of(23, 59));
  }
}
