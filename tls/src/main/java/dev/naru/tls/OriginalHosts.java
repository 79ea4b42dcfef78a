package dev.naru.tls;

import java.util.List;
import java.util.stream.Stream;

/** The host names that clients of V1 have built in (spec/rest-api.md §1.1). */
public final class OriginalHosts {

  /** The REST API's. */
  public static final String API = "api.iamport.kr";

  /** The SDK's, {@code https://cdn.iamport.kr/v1/iamport.js}. */
  public static final String SDK = "cdn.iamport.kr";

  /**
   * The REST API's with addresses that never change, for callers whose firewall allows named ones
   * only. V1's Java client uses it too.
   */
  public static final String STATIC_API = "static-api.iamport.kr";

  /** Each of them serves everything of the hub. */
  public static final List<String> ALL = List.of(API, SDK, STATIC_API);

  private static final int HTTPS = 443;

  private OriginalHosts() {}

  /**
   * The origins of all, as browsers name them: those of a proxy's clients, and where the port isn't
   * 443 those of a hosts file's.
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
