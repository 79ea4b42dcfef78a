package dev.naru.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for programs that tests and measurements start. */
public final class FreePort {

  private FreePort() {}

  /**
   * A port between 20000 and 31999 that nobody listens on, at any address of this machine. Systems
   * give higher ports to connections, one of which could take the port before the program starts.
   *
   * @throws UncheckedIOException after a hundred ports that were taken
   */
  public static int find() {
    IOException last = new IOException("no port was tried");
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket _ = new ServerSocket(port)) {
        return port;
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException(last);
  }
}
