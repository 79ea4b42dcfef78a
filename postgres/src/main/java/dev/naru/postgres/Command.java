package dev.naru.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
record Command(int exit, String output) {

  private static final long LIMIT_SECONDS = 120;

  boolean succeeded() {
    return exit == 0;
  }

  /**
   * @param folder where it runs; it must be reachable for whoever the program becomes
   * @param output where it writes; a file, because the server that pg_ctl leaves behind would keep
   *     a pipe open
   */
  static Command run(Path folder, Path output, List<String> words) throws IOException {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      // The operator's own PostgreSQL settings (PGDATA, PGPORT ...) are about another server.
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
