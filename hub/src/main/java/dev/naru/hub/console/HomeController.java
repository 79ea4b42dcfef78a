package dev.naru.hub.console;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelAdministration.Entry;
import dev.naru.hub.payment.PaymentFigures;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.user.Action;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.work.VirtualThreads;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: the figures of the last 30 days, and the work that waits. */
@Controller
final class HomeController {

  static final int DAYS = 30;
  private static final int MOST_UNRESOLVED = 1_000;

  private final HomeFigures figures;
  private final ChannelAdministration channels;
  private final Unresolved unresolved;
  private final WebhookHistory webhooks;
  private final ConsolePages pages;
  private final InstantSource time;

  HomeController(
      PaymentFigures figures,
      ChannelAdministration channels,
      Unresolved unresolved,
      WebhookHistory webhooks,
      ConsolePages pages,
      InstantSource time) {
    this.figures = new HomeFigures(figures, new VirtualThreads());
    this.channels = channels;
    this.unresolved = unresolved;
    this.webhooks = webhooks;
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/console")
  @Needs(Action.SEE_HOME)
  ResponseEntity<byte[]> home(Visit visit) {
    long merchantId = visit.merchant().id();
    LocalDate today = Display.day(time.instant());
    List<Unresolved.Case> open = unresolved.list(merchantId, MOST_UNRESOLVED);
    Map<Long, String> providers =
        channels.all(merchantId).stream().collect(Collectors.toMap(Entry::id, Entry::provider));
    LocalDate first = today.minusDays(DAYS - 1);
    HomeFigures.Shown shown = figures.of(merchantId, first, today);
    Map<String, Object> model = new HashMap<>();
    model.put("days", Days.of(shown.lines(), providers, first, today));
    model.put("late", shown.late());
    model.put("open", open);
    model.put("channels", providers.size());
    model.put("queue", webhooks.queue(merchantId));
    model.put("now", time.instant());
    return pages.page(visit, "home", model);
  }
}
