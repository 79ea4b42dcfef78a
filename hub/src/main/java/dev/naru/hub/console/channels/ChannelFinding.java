package dev.naru.hub.console.channels;

import dev.naru.hub.channel.ChannelCheck.Finding;
import dev.naru.hub.channel.ChannelCheck.Kind;
import dev.naru.hub.console.Visit;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnector;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a check found, in the page's language.
 *
 * @param level {@code good}, {@code warn} or {@code bad}
 */
public record ChannelFinding(String level, String sentence) {

  static ChannelFinding of(Finding found, PgConnector pg, Visit visit) {
    Kind kind = found.kind();
    String level = kind.isTrouble() ? "bad" : kind.isOpen() ? "warn" : "good";
    if (found.mixing() != null) {
      return new ChannelFinding(level, NewChannelController.mixing(visit, found.mixing()));
    }
    String key = "channels.found-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new ChannelFinding(level, visit.text(key, values(found, pg, visit)));
  }

  /**
   * The values of a finding, as {@link Kind} lists them, with settings named as the form names
   * them.
   */
  private static Object[] values(Finding found, PgConnector pg, Visit visit) {
    Object[] values = found.values().toArray();
    switch (found.kind()) {
      case MODE ->
          values[0] =
              visit.text("channels.mode-" + found.values().getFirst().toLowerCase(Locale.ROOT));
      case VALUE_MISSING, VALUE_WRONG -> values[0] = label(found, pg, visit);
      case WRONG_KEY -> {
        values[0] = label(found, pg, visit);
        values[1] = said(found.values().getLast());
      }
      case METHODS_OPEN -> values[0] = methods(found, pg, visit);
      case NOT_CONTRACTED -> {
        values[0] = methods(found, pg, visit);
        values[1] = said(found.values().getLast());
      }
      case UNKNOWN_MID, MID_CLOSED -> values[0] = said(found.values().getFirst());
      default -> {}
    }
    return values;
  }

  private static String label(Finding found, PgConnector pg, Visit visit) {
    String key = found.values().getFirst();
    return pg.settings().stream()
        .filter(field -> field.key().equals(key))
        .map(field -> field.label().in(visit.texts().language()))
        .findFirst()
        .orElse(key);
  }

  private static String methods(Finding found, PgConnector pg, Visit visit) {
    return Arrays.stream(found.values().getFirst().split(", ", -1))
        .map(code -> pg.description().nameOf(new PayMethod(code)).in(visit.texts().language()))
        .collect(Collectors.joining(", "));
  }

  /** The PG's own words in parentheses; empty where the PG sent none. */
  private static String said(String words) {
    return words.isEmpty() ? "" : " (" + words + ")";
  }
}
