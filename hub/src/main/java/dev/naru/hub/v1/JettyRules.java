package dev.naru.hub.v1;

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
 * What Jetty must allow and how it must answer by itself: a {@code merchant_uid} in a path may hold
 * any character, encoded ({@code %2F} too), and a request that never reaches the application still
 * gets an envelope (spec/rest-api.md §1.1, §1.10).
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
    server.insertHandler(new ExactContentType());
    server.setErrorHandler(new EnvelopeErrors());
  }

  /** Jetty writes {@code application/json;charset=utf-8} however it is told; V1 writes it so. */
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

    @Override
    public ByteBuffer badMessageError(
        int status, @Nullable String reason, HttpFields.Mutable fields) {
      fields.put(HttpHeader.CONTENT_TYPE, Envelope.CONTENT_TYPE);
      return ByteBuffer.wrap(body(status));
    }

    private static byte[] body(int status) {
      return Envelope.bytes(Answer.error(status, Texts.ofStatus(status)));
    }
  }
}
