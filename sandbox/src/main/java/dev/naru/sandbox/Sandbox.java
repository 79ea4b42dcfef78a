package dev.naru.sandbox;

import java.net.URI;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The running sandbox: one HTTP server with every emulator on the class path and the control calls. */
public final class Sandbox implements AutoCloseable {

  /**
   * Starts it and returns when it answers.
   *
   * @param port 0 for any free one
   * @param database the sandbox's own; its tables are made when missing
   * @param time what the PGs believe the time is
   * @param playground the control calls that reach the hub; {@link PlaygroundControl#NONE} where
   *     the sandbox runs alone
   */
  public static Sandbox start(
      int port, DataSource database, InstantSource time, PlaygroundControl playground) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** {@code http://localhost:{port}}. */
  public URI base() {
    throw new UnsupportedOperationException("not built yet");
  }

  @Override
  public void close() {}
}
