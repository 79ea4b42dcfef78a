package dev.naru.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The server's log file, and the part that was written since the last start. */
final class ServerLog {

  private static final long MOST_BYTES = 8L * 1024 * 1024;
  private static final int MOST_NEWS_BYTES = 64 * 1024;

  private final Path file;
  private long before;

  ServerLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * Remembers where the log ends now, before the server is started. A log of more than 8 MiB is
   * renamed first; one old log is kept.
   */
  void open(Account account) throws IOException {
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      Files.move(file, file.resolveSibling("log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    account.own(file);
    before = Files.size(file);
  }

  /** What the server has written since {@link #open}, at most the last 64 KiB. */
  String news() throws IOException {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(before, reader.length() - MOST_NEWS_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, reader.length() - from)];
      reader.seek(from);
      reader.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /**
   * The line that best says why something failed: the last line that names a failure, or else the
   * last line. The time at its beginning is removed.
   */
  static String telling(String said) {
    List<String> lines = said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.reversed().stream()
        .filter(line -> line.matches(".*(FATAL|PANIC|error|could not).*"))
        .findFirst()
        .or(() -> lines.reversed().stream().findFirst())
        .map(line -> line.replaceFirst("^.*?(?=FATAL|PANIC)", "").replaceFirst("\\.$", ""))
        .orElse("it says nothing");
  }
}
