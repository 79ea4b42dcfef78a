package dev.naru.hub.console;

import dev.naru.hub.payment.PaymentFigures;
import dev.naru.hub.work.Background;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The first page's figures, without a noticeable wait. To add up millions of payments takes
 * seconds; until that is done, the page shows the sums of the time before.
 */
final class HomeFigures {

  static final Duration PATIENCE = Duration.ofMillis(120);

  private final PaymentFigures figures;
  private final Background background;

  HomeFigures(PaymentFigures figures, Background background) {
    this.figures = figures;
    this.background = background;
  }

  /**
   * The figures to be shown.
   *
   * @param late whether newer figures are being added up
   */
  record Shown(List<PaymentFigures.Line> lines, boolean late) {}

  Shown of(long merchantId, LocalDate first, LocalDate last) {
    Optional<List<PaymentFigures.Line>> now =
        background.await("home-figures", PATIENCE, () -> figures.perDay(merchantId, first, last));
    return new Shown(now.orElseGet(() -> figures.kept(merchantId, first, last)), now.isEmpty());
  }
}
