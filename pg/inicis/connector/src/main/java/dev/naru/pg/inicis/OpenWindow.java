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
 * Opens KG INICIS's window: with a script on a PC, and by posting a form on a phone. A billing key
 * comes from the PC window with another option (protocols/inicis.md §3.11), and on a phone from a
 * separate window (protocols/inicis.md §5).
 */
final class OpenWindow {
  /** The time of day at which a virtual account's deadline ends. */
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

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
    WindowOrder order =
        new WindowOrder(
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

  private static WindowOrder.Window window(PersistedAttempt attempt, WindowRequest request) {
    if (!request.mobile()) {
      return WindowOrder.Window.PC;
    }
    if (request.key() == null) {
      return WindowOrder.Window.MOBILE;
    }
    return InicisSettings.of(attempt.channel()).newBillingWindow()
        ? WindowOrder.Window.INILITE_PAY
        : WindowOrder.Window.INILITE;
  }

  /**
   * Whether the deadline is the end of a day, which the PG's forms express by the date alone: they
   * have no seconds.
   */
  static boolean isEndOfDay(LocalDateTime due) {
    return due.toLocalTime().equals(END_OF_DAY);
  }

  private static LocalDateTime due(WindowRequest request, Instant now) {
    LocalDateTime wanted = request.vbankDue();
    return wanted != null
        ? wanted
        : KoreaTime.local(now).toLocalDate().plusDays(DEPOSIT_DAYS).atTime(END_OF_DAY);
  }
}
