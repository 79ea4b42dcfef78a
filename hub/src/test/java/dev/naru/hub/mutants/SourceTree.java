package dev.naru.hub.mutants;

import dev.naru.hub.mutants.Mutant.StaleException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All Java sources of the project, to be found by the end of a class's name. */
final class SourceTree {

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");
  private static final String MAIN = "src/main/java";
  private static final String TEST = "src/test/java";

  private static final Pattern EXTENDS = Pattern.compile("class \\w+ extends (\\w+)");

  private final List<Path> files = new ArrayList<>();

  SourceTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean hidden = name.startsWith(".") && !folder.equals(root);
            return hidden || SKIPPED.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A class under test, by its simple name or more of its full name. */
  Path source(String name) throws StaleException {
    return only(MAIN, name);
  }

  /** A test class, likewise. */
  Path test(String name) throws StaleException {
    return only(TEST, name);
  }

  private Path only(String root, String name) throws StaleException {
    Path end = Path.of(name.replace('.', '/') + ".java");
    List<Path> found =
        files.stream()
            .filter(file -> file.toString().contains("/" + root + "/") && file.endsWith(end))
            .toList();
    if (found.size() != 1) {
      throw new StaleException(
          found.isEmpty()
              ? "there is no class " + name
              : name + " names %d classes".formatted(found.size()));
    }
    return found.getFirst();
  }

  /** Whether a test class, or one that it extends, has the test. */
  boolean hasTest(Path testClass, String method) throws IOException {
    String code = Files.readString(testClass);
    if (code.contains(" " + method + "(")) {
      return true;
    }
    Matcher parent = EXTENDS.matcher(code);
    if (!parent.find()) {
      return false;
    }
    for (Path file : files) {
      if (file.endsWith(parent.group(1) + ".java") && hasTest(file, method)) {
        return true;
      }
    }
    return false;
  }

  /** The other sources of the same module that name the class: its constants are copied there. */
  List<Path> naming(Path source) throws IOException {
    String simple = String.valueOf(source.getFileName()).replace(".java", "");
    Path sources = moduleOf(source).resolve(MAIN);
    List<Path> naming = new ArrayList<>();
    for (Path file : files) {
      if (file.startsWith(sources)
          && !file.equals(source)
          && Files.readString(file).matches("(?s).*\\b" + simple + "\\b.*")) {
        naming.add(file);
      }
    }
    return naming;
  }

  /** The folder with the {@code pom.xml}. */
  static Path moduleOf(Path file) {
    String path = file.toString();
    return Path.of(path.substring(0, path.lastIndexOf("/src/")));
  }

  /** The full name of the class in a file. */
  static String classIn(Path file) {
    Path module = moduleOf(file);
    Path inSources = module.resolve("src").relativize(file);
    String name = inSources.subpath(2, inSources.getNameCount()).toString();
    return name.substring(0, name.length() - ".java".length()).replace('/', '.');
  }
}
