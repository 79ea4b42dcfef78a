package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.net.URI;

/**
 * The exact addresses of KG Mobilians (protocols/mobilians.md §2.1). What a message names is
 * compared with this table and never called. Cards exist on the live host alone; on the test host
 * KG itself refuses them.
 */
final class MobiliansHosts {
  private final ChannelConfig channel;

  MobiliansHosts(ChannelConfig channel) {
    this.channel = channel;
  }

  URI registration() {
    return at("/MUP/api/registration");
  }

  /** The window of a registration. */
  URI window(String tid) {
    return at("/MUP/api/payment.mcash?tid=" + tid);
  }

  /**
   * Where the buyer goes. KG publishes no way to ask for a language, so only the emulated window is
   * asked for English; the real one has its own switch, or none.
   */
  URI window(String tid, String language) {
    URI korean = window(tid);
    return channel.mode() == Mode.SANDBOX && language.equals("en")
        ? URI.create(korean + "&language=en")
        : korean;
  }

  URI approval() {
    return at("/MUP/api/approval");
  }

  /**
   * The cancel whose hash KG checks. The older {@code /MUP/api/cancel} checks none and is never
   * used (§2.9).
   */
  URI cancellation() {
    return at("/MUP/api/cancellation");
  }

  /**
   * Closes a virtual account that no money came into. Documented for the live host only (§2.10).
   */
  URI accountExpire() {
    return at("/MUP/api/account-expire");
  }

  private URI at(String path) {
    return channel.at(
        channel.mode() == Mode.LIVE ? "mup.mobilians.co.kr" : "test.mobilians.co.kr", path);
  }
}
