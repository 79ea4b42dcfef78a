package dev.naru.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The result of a program that has ended. */
record Command(int exit, String output) {

  private static final long LIMIT_SECONDS = 120;

  boolean succeeded() {
    return exit == 0;
  }

  /**
   * Runs a program and waits until it ends, at most two minutes; then it is killed, and the exit
   * code is -1.
   *
   * @param folder the working folder, which the program's user must be able to reach
   * @param output the file that the program writes to. It isn't a pipe, because the server that
   *     {@code pg_ctl} leaves running would keep a pipe open
   * @throws IOException when the program cannot be started
   */
  static Command run(Path folder, Path output, List<String> words) throws IOException {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      // PGDATA, PGPORT and the like in the environment are meant for another server.
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Command(-1, "no end after " + LIMIT_SECONDS + " s");
      }
      return new Command(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + words.getFirst(), e);
    }
  }
}
