package dev.naru.hub.web;

import dev.naru.hub.text.WebAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The origin at which browsers and PGs reach this hub ({@code naru.public-url}). A window's page,
 * return address and close address must have the same origin (protocols/inicis.md §3.2, V023).
 */
@Component
public class PublicAddress {

  private final String origin;
  private final Set<String> others;

  /**
   * Reads the addresses, and refuses one that is no origin.
   *
   * @param others further origins at which browsers reach the hub, for example V1's with {@code
   *     --tls}
   */
  public PublicAddress(
      @Value("${naru.public-url:http://localhost:8080}") String publicUrl,
      @Value("${naru.other-origins:}") List<String> others) {
    this.origin = required("naru.public-url", publicUrl);
    this.others =
        others.stream()
            .map(other -> required("naru.other-origins", other))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String required(String name, String address) {
    return originOf(address)
        .orElseThrow(() -> new IllegalArgumentException(name + " is no origin: " + address));
  }

  /** The origin, without a slash at its end. */
  public String origin() {
    return origin;
  }

  /**
   * The hub's origin as the browser that sent these headers sees it. On a developer's machine
   * {@code 127.0.0.1} and {@code localhost} are the same hub, though a browser takes them for two
   * origins.
   *
   * @param originHeader the request's {@code Origin}
   * @param fetchSite the request's {@code Sec-Fetch-Site}, which older browsers don't send
   * @return empty when the request doesn't come from a page of this hub
   */
  public Optional<String> of(@Nullable String originHeader, @Nullable String fetchSite) {
    if (originHeader == null || (fetchSite != null && !fetchSite.equals("same-origin"))) {
      return Optional.empty();
    }
    return originOf(originHeader)
        .filter(theirs -> theirs.equals(origin) || others.contains(theirs) || sameLoopback(theirs));
  }

  private boolean sameLoopback(String theirs) {
    WebAddress a = WebAddress.of(origin).orElseThrow();
    WebAddress b = WebAddress.of(theirs).orElseThrow();
    return a.isLoopback()
        && b.isLoopback()
        && a.scheme().equals(b.scheme())
        && a.port() == b.port();
  }

  private static Optional<String> originOf(String address) {
    return WebAddress.of(address).map(WebAddress::origin);
  }
}
