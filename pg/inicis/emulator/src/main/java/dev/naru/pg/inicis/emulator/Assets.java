package dev.naru.pg.inicis.emulator;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The scripts and the stylesheet, read once from the class path. */
final class Assets {

  private static final String SCRIPT = "text/javascript;charset=UTF-8";

  private Assets() {}

  static void mount(RoutesConfig routes) {
    String scripts = "/stgstdpay.inicis.com/stdjs/";
    file(routes, scripts + "INIStdPay.js", "INIStdPay.js", SCRIPT);
    file(routes, scripts + "INIStdPay_close.js", "INIStdPay_close.js", SCRIPT);
    file(routes, scripts + "INIStdPay_popup.js", "INIStdPay_popup.js", SCRIPT);
    String own = "/stgstdpay.inicis.com/pay/static/";
    file(routes, own + "window.js", "window.js", SCRIPT);
    file(routes, own + "handover.js", "handover.js", SCRIPT);
    file(routes, own + "window.css", "window.css", "text/css;charset=UTF-8");
  }

  private static void file(RoutesConfig routes, String path, String name, String type) {
    byte[] bytes = read(name);
    routes.get(
        path,
        ctx -> {
          ctx.header("X-Content-Type-Options", "nosniff");
          ctx.header("Cache-Control", "no-cache");
          ctx.contentType(type);
          ctx.result(bytes);
        });
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("static/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: static/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
