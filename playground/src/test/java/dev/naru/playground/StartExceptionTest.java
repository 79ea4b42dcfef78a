package dev.naru.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a start that fails says one sentence on stderr and exits with a status other than 0,
 * in a process of its own.
 */
class StartExceptionTest {

  private static final Path LOG = Path.of("naru.log");

  @TempDir Path folder;

  @Test
  void a_taken_port_is_named_with_the_variable_that_changes_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(complaint(Map.of("NARU_SHOP_PORT", port)))
          .isEqualTo(
              "Port "
                  + port
                  + ", which the demo shop needs, is taken: stop the program that uses it, or set"
                  + " NARU_SHOP_PORT to another port.");
    }
  }

  @Test
  void a_second_start_on_the_same_folder_is_refused() throws Exception {
    try (Home held = Home.open(folder)) {
      assertThat(complaint(Map.of()))
          .isEqualTo(
              "naru is already running on %s: stop it first, or set NARU_HOME to another folder."
                  .formatted(folder));
      assertThat(held.log()).isNotNull();
    }
  }

  @Test
  void a_folder_that_is_a_file_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(complaint(Map.of("NARU_HOME", file.toString())))
        .isEqualTo(
            "naru cannot write in %s: make it a folder of yours, or set NARU_HOME to another one."
                .formatted(file));
  }

  @Test
  void a_damaged_clock_is_told_in_one_line() throws Exception {
    Files.writeString(folder.resolve("clock"), "soon");
    assertThat(complaint(Map.of()))
        .isEqualTo(
            "%s is damaged: put a copy of it back, or remove it to begin at today's time."
                .formatted(folder.resolve("clock")));
  }

  @Test
  void wrong_settings_are_named() throws Exception {
    assertThat(complaint(Map.of("NARU_HUB_PORT", "eighty")))
        .isEqualTo("NARU_HUB_PORT must be a port from 0 to 65535, not \"eighty\".");
    assertThat(complaint(Map.of("NARU_DATABASE_URL", "mysql://here")))
        .isEqualTo(
            "NARU_DATABASE_URL must look like postgres://user:password@host:5432/name (with % codes"
                + " for special characters) or jdbc:postgresql://host:5432/name.");
  }

  @Test
  void a_full_disk_is_told_as_such_however_deep_it_lies() {
    Throwable failure =
        new IllegalStateException("hub", new IOException("No space left on device"));
    assertThat(Explanation.of(failure, folder, LOG))
        .hasMessage("The disk that holds %s is full: free some space and start again.", folder);
  }

  @Test
  void an_unforeseen_failure_is_one_line_and_names_the_log() {
    Throwable failure = new IllegalStateException("hub", new IOException("first\n  second"));
    assertThat(Explanation.of(failure, folder, LOG))
        .hasMessage("naru could not start: first second (details: naru.log)");
  }

  /** Runs the program in a new process and returns its only line of output. */
  private String complaint(Map<String, String> environment) throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.naru.playground.Playground");
    program.environment().keySet().removeIf(name -> name.startsWith("NARU_"));
    program.environment().remove("JAVA_TOOL_OPTIONS");
    for (String port : new String[] {"NARU_HUB_PORT", "NARU_SANDBOX_PORT", "NARU_SHOP_PORT"}) {
      program.environment().put(port, "0");
    }
    program.environment().put("NARU_HOME", folder.toString());
    program.environment().putAll(environment);
    Process running = program.start();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String complaint = new String(running.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(running.exitValue()).isEqualTo(1);
    assertThat(said).isEmpty();
    assertThat(complaint.lines()).hasSize(1);
    return complaint.strip();
  }
}
