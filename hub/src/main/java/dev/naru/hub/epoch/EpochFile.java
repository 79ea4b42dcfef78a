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
 * Where a hub keeps how far it has seen the database come. A write is on the disk, or the file is
 * as it was. Where no folder can be written it is kept in memory, until the hub ends. Hubs may
 * share a file: each write is a number that the database had reached.
 */
final class EpochFile {

  private final @Nullable Path path;

  /** Not the process's number: in two containers that share a volume it may be the same. */
  private final UUID own = UUID.randomUUID();

  private Mark memory = new Mark(UUID.randomUUID(), 0);

  private EpochFile(@Nullable Path path) {
    this.path = path;
  }

  /**
   * In the first of these folders that has the file, or that can be written; a folder that isn't
   * there is made.
   *
   * @param name another for each cell, because the folder of the key ring is copied from one to the
   *     other
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

  /** Tried, because a file system that is mounted to be read says of itself that it isn't. */
  private static boolean canBeWritten(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "epoch", ".try"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the file is or will be; empty where it is kept in memory. */
  Optional<Path> path() {
    return Optional.ofNullable(path);
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
      // A name of its own, because another hub may write the same file now.
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
