package dev.naru.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program of the benchmarks that runs in a process of its own, so that its processor time is
 * counted separately from the hub's. It receives one line of JSON at a time and answers each with
 * one line.
 */
final class LoadProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private LoadProcess(Process process) {
    this.process = process;
    this.to = process.outputWriter();
    this.from = process.inputReader();
  }

  static LoadProcess start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms32m",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dhttp.maxConnections=128",
            // A call that was cut must not be made a second time by the JDK itself.
            "-Dsun.net.http.retryPost=false",
            "-Dsun.net.httpserver.nodelay=true",
            "-Dsun.net.http.allowRestrictedHeaders=true",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    command.addAll(Arrays.asList(arguments));
    return new LoadProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * Sends the question as a line of JSON and waits for the answer.
   *
   * @throws IOException when the process has ended
   */
  <T> T ask(Object question, Class<T> answer) throws IOException {
    to.write(JsonMapper.shared().writeValueAsString(question));
    to.newLine();
    to.flush();
    return JsonMapper.shared().readValue(line(), answer);
  }

  /**
   * Waits for the next line that the program writes.
   *
   * @throws IOException when the process has ended
   */
  String line() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException("a process of the benchmark has ended");
    }
    return line;
  }

  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Closes the program's input, at which it ends. After 5 seconds it is killed. */
  @Override
  public void close() throws IOException {
    to.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
