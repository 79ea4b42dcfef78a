package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelCheck.Finding;
import dev.naru.hub.channel.ChannelCheck.Kind;
import dev.naru.hub.console.Visit;
import java.util.Locale;

/**
 * What a check found, in the page's language.
 *
 * @param level {@code good}, {@code warn} or {@code bad}
 */
public record ChannelFinding(String level, String sentence) {

  static ChannelFinding of(Finding found, Visit visit) {
    Kind kind = found.kind();
    String level = kind.isTrouble() ? "bad" : kind.isOpen() ? "warn" : "good";
    if (found.mixing() != null) {
      return new ChannelFinding(level, NewChannelController.mixing(visit, found.mixing()));
    }
    String key = "channels.found-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Object[] values =
        kind == Kind.MODE
            ? new Object[] {
              visit.text("channels.mode-" + found.values().getFirst().toLowerCase(Locale.ROOT))
            }
            : found.values().toArray();
    return new ChannelFinding(level, visit.text(key, values));
  }
}
