package dev.naru.hub.crash;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This process's class path with every folder of it packed into a jar, because a JVM remembers
 * classes from start to start only where all of them are in jars.
 */
final class PackedClassPath {

  private static @Nullable String packed;

  private PackedClassPath() {}

  /** Packs once a process. */
  static synchronized String in(Path folder) throws IOException {
    if (packed == null) {
      List<String> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry).toAbsolutePath();
        if (Files.isDirectory(path)) {
          // The folder's name is kept: by it the hub's scan passes over tests' classes.
          path = jar(path, folder.resolve(entries.size() + "/" + path.getFileName() + "/all.jar"));
        }
        if (Files.exists(path)) {
          entries.add(path.toString());
        }
      }
      packed = String.join(File.pathSeparator, entries);
    }
    return packed;
  }

  private static Path jar(Path classes, Path to) throws IOException {
    Path parent = Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Path making = Files.createTempFile(parent, "making", ".jar");
    try (OutputStream file = Files.newOutputStream(making);
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      jar.setLevel(0);
      for (Path path : all.sorted().toList()) {
        String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
        if (name.isEmpty()) {
          continue;
        }
        // Folders too: the hub's classes are found by a scan.
        jar.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
        if (Files.isRegularFile(path)) {
          Files.copy(path, jar);
        }
        jar.closeEntry();
      }
    }
    return Files.move(making, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
