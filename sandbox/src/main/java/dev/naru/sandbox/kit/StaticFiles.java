package dev.naru.sandbox.kit;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves scripts and stylesheets from the class path; each file is read once, at the start. */
public final class StaticFiles {

  private final RoutesConfig routes;

  /** Adds the files to these routes. */
  public StaticFiles(RoutesConfig routes) {
    this.routes = routes;
  }

  /**
   * Serves files of an emulator from the folder {@code static} beside a class.
   *
   * @param path the folder's path on the server, with a slash at its end
   * @param owner the class beside the folder
   * @param names the files, {@code .js} or {@code .css}
   * @throws IllegalStateException when a file isn't on the class path
   */
  public StaticFiles serve(String path, Class<?> owner, String... names) {
    for (String name : names) {
      byte[] bytes = read(owner, "static/" + name);
      String type = name.endsWith(".css") ? "text/css" : "text/javascript";
      routes.get(
          path + name,
          ctx -> {
            ctx.header("X-Content-Type-Options", "nosniff");
            ctx.header("Cache-Control", "no-cache");
            ctx.contentType(type + ";charset=UTF-8");
            ctx.result(bytes);
          });
    }
    return this;
  }

  /** Serves {@code kit.css} and {@code kit.js}, which every window's page includes first. */
  public StaticFiles serveKit(String path) {
    return serve(path, StaticFiles.class, "kit.css", "kit.js");
  }

  private static byte[] read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
