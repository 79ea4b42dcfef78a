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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a hub keeps the number that it last saw in the database. A write reaches the
 * disk whole, or leaves the file as it was. If no folder can be written, the number is kept in
 * memory until the hub ends. Hubs may share a file: each writes a number that the database had
 * reached.
 */
final class EpochFile {

  private final @Nullable Path path;

  /**
   * Names this hub's temporary file. A process id would not do: two containers that share a volume
   * may have the same.
   */
  private final UUID own = UUID.randomUUID();

  private Mark memory = new Mark(UUID.randomUUID(), 0);

  private EpochFile(@Nullable Path path) {
    this.path = path;
  }

  /**
   * The file in the first of these folders that has it or can be written. A missing folder is made.
   *
   * @param name the file's name, which differs for each cell because the key ring's folder is
   *     copied from one cell to the other
   */
  static EpochFile in(List<Path> folders, String name) {
    return new EpochFile(
        folders.stream()
            .filter(folder -> Files.exists(folder.resolve(name)) && canBeWritten(folder))
            .findFirst()
            .or(() -> folders.stream().filter(EpochFile::canBeWritten).findFirst())
            .map(folder -> folder.resolve(name))
            .orElse(null));
  }

  /** Tries to write, because a read-only file system reports its folders as writable. */
  private static boolean canBeWritten(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "epoch", ".try"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The path of the file; empty where the number is kept in memory. */
  Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  /**
   * The file's content.
   *
   * @param node the id under which this hub counts
   * @param value the number that was seen last; 0 for a hub that has seen none yet
   */
  record Mark(UUID node, long value) {}

  /** Reads the file; gives a new id and 0 where there is no file yet. */
  Mark read() {
    try {
      if (path == null) {
        return memory;
      }
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
    memory = mark;
    if (path == null) {
      return;
    }
    try {
      // A temporary name of this hub's own, because another hub may write the same file now.
      Path next = path.resolveSibling(path.getFileName() + "." + own + ".next");
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
