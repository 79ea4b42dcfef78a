package dev.naru.tls;

import java.util.List;
import java.util.stream.Stream;

/** The host names that clients of V1 have built in (spec/rest-api.md §1.1). */
public final class OriginalHosts {

  /** The REST API's host. */
  public static final String API = "api.iamport.kr";

  /** The SDK's host: {@code https://cdn.iamport.kr/v1/iamport.js}. */
  public static final String SDK = "cdn.iamport.kr";

  /**
   * The REST API's host with fixed IP addresses, for callers whose firewall allows only named
   * addresses. V1's Java client uses it too.
   */
  public static final String STATIC_API = "static-api.iamport.kr";

  /** All these hosts; the hub answers every request on each of them. */
  public static final List<String> ALL = List.of(API, SDK, STATIC_API);

  private static final int HTTPS = 443;

  private OriginalHosts() {}

  /**
   * The origins of all hosts, as browsers name them: of clients that use a proxy, and, if the port
   * isn't 443, of clients that use a hosts file.
   */
  public static List<String> origins(int port) {
    return ALL.stream()
        .flatMap(host ->
            port == HTTPS
                ? Stream.of("https://" + host)
                : Stream.of("https://" + host, "https://" + host + ":" + port))
        .toList();
  }
}
