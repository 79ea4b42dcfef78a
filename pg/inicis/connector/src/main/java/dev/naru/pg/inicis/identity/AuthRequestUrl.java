package dev.naru.pg.inicis.identity;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of the result query, which arrives through the browser (protocols/inicis-identity.md
 * §2.3). It is compared with the table and built anew; what isn't in the table is never called.
 */
final class AuthRequestUrl {

  private static final List<String> HOSTS = List.of("kssa.inicis.com", "fcsa.inicis.com");
  private static final int LONGEST = 200;

  private static final Pattern FORM =
      Pattern.compile(
          "https://([A-Za-z.]+)(?::443)?(/[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:\\.do)?)");

  private AuthRequestUrl() {}

  /** The address to call; empty when the given one isn't KG INICIS's. */
  static Optional<URI> of(ChannelConfig channel, String given) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    if (channel.mode() == Mode.SANDBOX) {
      return HOSTS.stream()
          .map(host -> channel.at(host, "/getResultData"))
          .filter(address -> address.toString().equals(given))
          .findFirst();
    }
    Matcher parts = FORM.matcher(given);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return HOSTS.stream()
        .filter(host -> host.equalsIgnoreCase(parts.group(1)))
        .map(host -> channel.at(host, parts.group(2)))
        .findFirst();
  }
}
