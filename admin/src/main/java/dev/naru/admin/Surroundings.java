package dev.naru.admin;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The environment of a command, and where it reads and prints. */
final class Surroundings {

  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;

  Surroundings(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.in = in;
    this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
    this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  Map<String, String> environment() {
    return environment;
  }

  InputStream in() {
    return in;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /**
   * Reads the configuration.
   *
   * @throws RefusedCommand when a variable is wrong; the sentence names the first wrong one
   */
  HubConfiguration configuration() {
    return HubConfiguration.of(environment);
  }

  HubServices services() {
    return HubServices.open(configuration());
  }
}
