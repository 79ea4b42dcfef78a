package dev.naru.playground;

import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.PayMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A line of a {@code pg/<name>/proofs.txt}: which test proves some cells of the coverage page. A
 * method without a test of its own for an operation has no line that fits.
 *
 * @param path from the project's root
 */
record ProvingTest(
    List<String> providers, List<String> methods, List<String> operations, String path) {

  private static final String ANY = "*";

  /** All lines of all PGs, in the files' order. */
  static List<ProvingTest> all(Path root) {
    try (Stream<Path> folders = Files.list(root.resolve("pg"))) {
      return folders
          .map(folder -> folder.resolve("proofs.txt"))
          .filter(Files::exists)
          .sorted()
          .flatMap(ProvingTest::lines)
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ProvingTest::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProvingTest read(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length != 4) {
      throw new IllegalArgumentException("not providers, methods, operations, test: " + line);
    }
    return new ProvingTest(
        List.of(words[0].split(",")),
        List.of(words[1].split(",")),
        List.of(words[2].split(",")),
        words[3]);
  }

  static Optional<ProvingTest> of(
      List<ProvingTest> all, String pg, PayMethod method, Operation operation) {
    return all.stream()
        .filter(proof -> proof.providers.contains(pg))
        .filter(proof -> fits(proof.methods, method.code()))
        .filter(proof -> fits(proof.operations, operation.name().toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean fits(List<String> listed, String wanted) {
    return listed.contains(wanted) || listed.contains(ANY);
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
  }
}
