package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The channel setting {@code pay_view}: {@code popup}, else an overlay. */
final class PayView {

  private static final String SETTING = "pay_view";

  /** Before a selector of a page that asks for a billing key. */
  private static final String BILLING = "+";

  private PayView() {}

  static boolean isPopup(Channel channel) {
    String value = channel.config().setting(SETTING);
    return value.isEmpty()
        ? channel.connector().settings().stream()
            .anyMatch(field -> field.key().equals(SETTING) && field.defaultValue().equals("popup"))
        : value.equals("popup");
  }

  /**
   * What a page may say in {@code channelKey} or {@code pg} that leads to a popup, so that the SDK
   * can open it inside the click; the empty text is "nothing said". What a page means that also
   * says {@code customer_uid} has a {@code +} before it.
   */
  static List<String> popupSelectors(Channels channels, long merchantId) {
    List<Channel> oldestFirst = channels.of(merchantId);
    return Stream.of(false, true)
        .flatMap(billing -> selectors(oldestFirst, billing))
        .filter(Selector::popup)
        .map(Selector::text)
        .toList();
  }

  private record Selector(String text, boolean popup) {}

  private static Stream<Selector> selectors(List<Channel> oldestFirst, boolean billing) {
    Map<String, Boolean> popup = new LinkedHashMap<>();
    oldestFirst.stream()
        .sorted(Comparator.comparing(Channel::isDefault).reversed())
        .limit(1)
        .forEach(channel -> popup.put("", isPopup(channel)));
    // A bare code means the channels for this purpose before others (spec/javascript-sdk.md §4).
    List<Channel> preferred = new ArrayList<>(oldestFirst);
    preferred.sort(Comparator.comparing(channel -> rank(channel, billing)));
    for (Channel channel : preferred) {
      boolean opens = isPopup(channel);
      popup.put(channel.channelKey(), opens);
      PgCodes.of(channel).forEach(code -> popup.putIfAbsent(code, opens));
    }
    String mark = billing ? BILLING : "";
    return popup.entrySet().stream()
        .map(each -> new Selector(mark + each.getKey(), each.getValue()));
  }

  private static int rank(Channel channel, boolean billing) {
    boolean forPurpose = channel.forBilling() == billing;
    return forPurpose ? (channel.isDefault() ? 0 : 1) : 2;
  }
}
