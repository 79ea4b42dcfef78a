package dev.naru.hub.epoch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where a hub keeps how far it has seen the database come. A write is on the disk, or the file is
 * as it was.
 */
final class EpochFile {

  private final Path path;

  EpochFile(Path path) {
    this.path = path;
  }

  /**
   * What the file says.
   *
   * @param value 0 for a hub that has seen nothing yet
   */
  record Mark(UUID node, long value) {}

  /** What is there; a new node's where there is no file yet. */
  Mark read() {
    try {
      if (!Files.exists(path)) {
        return new Mark(UUID.randomUUID(), 0);
      }
      String[] words = Files.readString(path, StandardCharsets.US_ASCII).strip().split(" ");
      return new Mark(UUID.fromString(words[0]), Long.parseLong(words[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException damaged) {
      throw new IllegalStateException(path + " isn't readable: " + damaged, damaged);
    }
  }

  void write(Mark mark) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path next = path.resolveSibling(path.getFileName() + ".next");
      try (FileChannel out =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        out.write(
            ByteBuffer.wrap(
                (mark.node() + " " + mark.value() + "\n").getBytes(StandardCharsets.US_ASCII)));
        out.force(true);
      }
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
