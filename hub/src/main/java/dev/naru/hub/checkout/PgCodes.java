package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of {@code pg} with which a page names a channel (spec/javascript-sdk.md §4). */
final class PgCodes {

  private PgCodes() {}

  /** The channel's values: its PG's aliases and V1 code, each alone and with the MID. */
  static List<String> of(Channel channel) {
    List<String> names = new ArrayList<>(channel.connector().aliases());
    names.add(channel.provider());
    List<String> codes = new ArrayList<>();
    for (String name : names) {
      codes.add(name);
      codes.add(withMid(name, channel));
    }
    return codes;
  }

  /**
   * A warning for the page's developer that the page's {@code pg} names no channel, so that the
   * window is another channel's. Null when {@code pg} is absent or names the chosen channel, or
   * when the page has a channel key.
   *
   * @param all supplies the merchant's channels; it is called only if a warning may be needed
   */
  static @Nullable String warning(
      RequestPayParam param, Channel chosen, Supplier<List<Channel>> all) {
    String pg = param.pg();
    if (pg == null || param.channelKey() != null || of(chosen).contains(pg)) {
      return null;
    }
    String known =
        all.get().stream()
            .map(channel -> withMid(channel.provider(), channel))
            .collect(Collectors.joining(", "));
    return "pg '%s'에 맞는 채널이 없어 %s 채널로 결제창을 엽니다. 등록된 채널: %s"
        .formatted(pg, withMid(chosen.provider(), chosen), known);
  }

  private static String withMid(String name, Channel channel) {
    return name + "." + channel.config().mid();
  }
}
