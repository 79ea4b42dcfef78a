package dev.naru.pg.mobilians.emulator;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The scripts and the stylesheet, read once from the class path. */
final class Assets {

  private static final String PATH = MobiliansEmulator.HOST + "/MUP/static/";
  private static final String SCRIPT = "text/javascript;charset=UTF-8";

  private Assets() {}

  static void mount(RoutesConfig routes) {
    file(routes, "window.js", SCRIPT);
    file(routes, "handover.js", SCRIPT);
    file(routes, "framed.js", SCRIPT);
    file(routes, "window.css", "text/css;charset=UTF-8");
  }

  private static void file(RoutesConfig routes, String name, String type) {
    byte[] bytes = read(name);
    routes.get(
        PATH + name,
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
