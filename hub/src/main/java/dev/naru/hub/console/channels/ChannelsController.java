package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.user.Action;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Lists a merchant's channels. */
@Controller
final class ChannelsController {

  private final ChannelAdministration channels;
  private final Connectors connectors;
  private final ConsolePages pages;

  ChannelsController(ChannelAdministration channels, Connectors connectors, ConsolePages pages) {
    this.channels = channels;
    this.connectors = connectors;
    this.pages = pages;
  }

  @GetMapping("/console/channels")
  @Needs(Action.SEE_CHANNELS)
  ResponseEntity<byte[]> list(Visit visit) {
    List<ChannelLine> lines =
        channels.all(visit.merchant().id()).stream()
            .map(entry -> new ChannelLine(entry, nameOf(visit, entry.provider())))
            .toList();
    return pages.page(visit, "channels/list", Map.of("lines", lines));
  }

  private String nameOf(Visit visit, String provider) {
    return connectors
        .of(provider)
        .map(connector -> connector.displayName(visit.texts().language()))
        .orElse(provider);
  }
}
