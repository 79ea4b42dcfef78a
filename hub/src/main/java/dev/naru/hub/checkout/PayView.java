package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The channel setting {@code pay_view}: {@code popup}, else an overlay. */
final class PayView {

  private PayView() {}

  static boolean isPopup(Channel channel) {
    return channel.config().setting("pay_view").equals("popup");
  }

  /**
   * What a page may say in {@code channelKey} or {@code pg} that leads to a popup, so that the SDK
   * can open it inside the click; the empty text is "nothing said".
   */
  static List<String> popupSelectors(Channels channels, long merchantId) {
    Map<String, Boolean> popup = new LinkedHashMap<>();
    List<Channel> all = new ArrayList<>(channels.of(merchantId));
    // The default first: it is what its provider's bare code, and no code at all, mean.
    all.sort((a, b) -> Boolean.compare(b.isDefault(), a.isDefault()));
    for (Channel channel : all) {
      boolean opens = isPopup(channel);
      popup.putIfAbsent("", opens);
      popup.put(channel.channelKey(), opens);
      List<String> codes = new ArrayList<>(channel.connector().aliases());
      codes.add(channel.provider());
      for (String code : codes) {
        popup.putIfAbsent(code, opens);
        popup.putIfAbsent(code + "." + channel.config().mid(), opens);
      }
    }
    return popup.keySet().stream().filter(key -> Boolean.TRUE.equals(popup.get(key))).toList();
  }
}
