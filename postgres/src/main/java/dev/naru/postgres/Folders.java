package dev.naru.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** File operations of the launcher. */
final class Folders {

  private Folders() {}

  /** Deletes a folder with everything in it, if it exists. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path path : within(folder).reversed()) {
      Files.delete(path);
    }
  }

  /**
   * Changes the owner of a folder and of everything in it, unless the folder has that owner. Only
   * root may do this.
   */
  static void giveTo(Path folder, int uid, int gid) throws IOException {
    if (Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)) {
      return;
    }
    // The folder itself comes last, so that a start that is killed in between does it again.
    for (Path path : within(folder).reversed()) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Writes a file that only its owner can read; it is on the disk when this returns. */
  static void writeSecret(Path file, String text) throws IOException {
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    Files.createFile(written, PosixFilePermissions.asFileAttribute(ownerOnly));
    Files.writeString(written, text, StandardOpenOption.SYNC);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(file.resolveSibling("."));
  }

  /** Brings a folder's entries, such as created and renamed files, to the disk. */
  static void sync(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static List<Path> within(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.sorted(Comparator.naturalOrder()).toList();
    }
  }
}
