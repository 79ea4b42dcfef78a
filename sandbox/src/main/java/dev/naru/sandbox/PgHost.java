package dev.naru.sandbox;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;

/**
 * The PG's host that a request was sent to, and the form in which its caller reaches the PG's
 * hosts. Addresses of the PG in an answer have the same form.
 *
 * @param name for example {@code pay.pg.example}; empty when the caller named none
 * @param addresses the address of a host of the PG, with {@code {host}} in place of its name:
 *     {@code http://localhost:8090/{host}}, or {@code https://{host}} when the request's {@code
 *     Host} named the PG
 */
public record PgHost(String name, String addresses) {

  private static final String HOST = "{host}";

  /**
   * The host of a request.
   *
   * @param sandbox the sandbox's own address
   */
  public static PgHost of(Context ctx, URI sandbox) {
    Object name = ctx.req().getAttribute(HostNames.NAMED);
    boolean byName = Boolean.TRUE.equals(ctx.req().getAttribute(HostNames.BY_NAME));
    return new PgHost(
        name == null ? "" : name.toString(), byName ? named(ctx) : sandbox + "/" + HOST);
  }

  /** The address of a host of the PG, without a slash at its end. */
  public String base(String host) {
    return addresses.replace(HOST, host);
  }

  /**
   * The form of addresses when {@code Host} named the PG: with TLS, unless a port says that no
   * proxy stands in front.
   */
  private static String named(Context ctx) {
    String host = String.valueOf(ctx.header("Host"));
    int colon = host.lastIndexOf(':');
    String port = colon < 0 ? "" : host.substring(colon);
    String told = String.valueOf(ctx.header("X-Forwarded-Proto")).toLowerCase(Locale.ROOT);
    boolean tls = told.equals("https") || (port.isEmpty() && !told.equals("http"));
    return (tls ? "https://" : "http://") + HOST + port;
  }
}
