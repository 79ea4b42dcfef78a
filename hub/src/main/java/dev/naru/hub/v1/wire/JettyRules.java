package dev.naru.hub.v1.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.ServletHandler;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyServerCustomizer;

/**
 * Makes Jetty accept what V1 accepts and answer as V1 answers: a {@code merchant_uid} in a path may
 * hold any encoded character ({@code %2F} too), and a request that Jetty itself refuses still gets
 * V1's envelope (spec/rest-api.md §1.1, §1.10).
 */
final class JettyRules implements JettyServerCustomizer {

  private static final UriCompliance URIS =
      UriCompliance.from(
          EnumSet.of(
              Violation.AMBIGUOUS_PATH_SEPARATOR,
              Violation.AMBIGUOUS_PATH_ENCODING,
              Violation.AMBIGUOUS_EMPTY_SEGMENT,
              Violation.SUSPICIOUS_PATH_CHARACTERS,
              Violation.ILLEGAL_PATH_CHARACTERS));

  @Override
  public void customize(Server server) {
    for (Connector connector : server.getConnectors()) {
      connector.getConnectionFactories().stream()
          .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
          .map(HttpConfiguration.ConnectionFactory.class::cast)
          .forEach(factory -> factory.getHttpConfiguration().setUriCompliance(URIS));
    }
    for (Handler handler : server.getDescendants(ServletHandler.class)) {
      ((ServletHandler) handler).setDecodeAmbiguousURIs(true);
    }
    server.insertHandler(new NeverUnpacked());
    server.insertHandler(new ExactContentType());
    server.setErrorHandler(new EnvelopeErrors());
  }

  /**
   * Keeps Jetty from decompressing a body that claims to be compressed: it may be a bomb, and if it
   * isn't compressed at all, Jetty answers 500.
   */
  private static final class NeverUnpacked extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (!request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
        return super.handle(request, response, callback);
      }
      HttpFields without =
          HttpFields.build(request.getHeaders()).remove(HttpHeader.CONTENT_ENCODING).asImmutable();
      Request plain =
          new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
              return without;
            }
          };
      return super.handle(plain, response, callback);
    }
  }

  /**
   * Writes the content type exactly as V1 does. Jetty normalises it to {@code
   * application/json;charset=utf-8} whatever the application sets.
   */
  private static final class ExactContentType extends Handler.Wrapper {

    private static final HttpField EXACT =
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Envelope.CONTENT_TYPE);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      HttpFields.Mutable headers =
          new HttpFields.Mutable.Wrapper(response.getHeaders()) {
            @Override
            public HttpField onAddField(HttpField field) {
              return exact(field);
            }

            @Override
            public HttpField onReplaceField(HttpField old, HttpField field) {
              return exact(field);
            }
          };
      return super.handle(
          request,
          new Response.Wrapper(request, response) {
            @Override
            public HttpFields.Mutable getHeaders() {
              return headers;
            }
          },
          callback);
    }

    private static HttpField exact(HttpField field) {
      return field.getHeader() == HttpHeader.CONTENT_TYPE
              && "application/json;charset=utf-8".equalsIgnoreCase(field.getValue())
          ? EXACT
          : field;
    }
  }

  /** Writes V1's envelope where Jetty would write an error page of its own. */
  private static final class EnvelopeErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int status,
        @Nullable String message,
        @Nullable Throwable cause,
        Callback callback)
        throws IOException {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Envelope.CONTENT_TYPE);
      response.write(true, ByteBuffer.wrap(body(status)), callback);
    }

    private static byte[] body(int status) {
      return Envelope.bytes(ApiResponse.error(status, ApiTexts.ofStatus(status)));
    }
  }
}
