package dev.naru.pg.mobilians;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.net.URI;

/**
 * The exact addresses of KG Mobilians (protocols/mobilians.md §2.1). An address in a message is
 * only compared with this table and never called. Only the live host supports cards; the test host
 * refuses them.
 */
final class MobiliansHosts {
  private final ChannelConfig channel;

  MobiliansHosts(ChannelConfig channel) {
    this.channel = channel;
  }

  URI registration() {
    return at("/MUP/api/registration");
  }

  /** The address of the window for a registration. */
  URI window(String tid) {
    return at("/MUP/api/payment.mcash?tid=" + tid);
  }

  /**
   * The address of the window in the buyer's language. KG publishes no parameter for the language,
   * so only the emulated window gets one.
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
   * The address of the cancel service that checks the hash. The older {@code /MUP/api/cancel}
   * checks none and is never used (§2.9).
   */
  URI cancellation() {
    return at("/MUP/api/cancellation");
  }

  /**
   * The address of the service that closes a virtual account without a deposit. It is documented
   * for the live host only (§2.10).
   */
  URI accountExpire() {
    return at("/MUP/api/account-expire");
  }

  private URI at(String path) {
    return channel.at(
        channel.mode() == Mode.LIVE ? "mup.mobilians.co.kr" : "test.mobilians.co.kr", path);
  }
}
