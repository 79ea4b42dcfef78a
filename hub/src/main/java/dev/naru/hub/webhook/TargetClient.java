package dev.naru.hub.webhook;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;

/** Builds an HTTP client without redirects, retries, cookies and cached credentials. */
final class TargetClient {

  private static final int MAX_PER_HOST = 64;
  private static final int MAX_TOTAL = 512;
  private static final Timeout HANDSHAKE = Timeout.ofSeconds(10);

  private TargetClient() {}

  static CloseableHttpClient of(DnsResolver targets) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(targets)
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .responseParserFactory(_ -> new StatusFirstParser())
                        .build())
                .setMaxConnPerRoute(MAX_PER_HOST)
                .setMaxConnTotal(MAX_TOTAL)
                .setDefaultSocketConfig(
                    SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(HANDSHAKE).build())
                .setDefaultTlsConfig(
                    TlsConfig.custom()
                        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                        .setHandshakeTimeout(HANDSHAKE)
                        .build())
                .build())
        // The shop may close a kept connection just when the next webhook is sent; a shop that has
        // switched retries off would then never get that webhook.
        .setConnectionReuseStrategy((request, response, context) -> false)
        .setUserAgent("naru-webhook/1")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }
}
