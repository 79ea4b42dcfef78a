package dev.naru.hub.mutants;

import dev.naru.hub.mutants.Mutant.StaleException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What {@code ./naru mutants} runs: breaks the code in each way of the list and runs the test that
 * must notice. A mutated class is compiled into a folder that stands first on the class path of the
 * test's process; nothing else changes.
 */
final class RunMutants {

  /** For one process, on a machine that has other things to do as well. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration GRACE = Duration.ofSeconds(20);

  /** The launcher's, for modules that don't have it; absolute, as tests run in their module. */
  private static final String OWN_CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));

  private final Path root;
  private final SourceTree tree;
  private final Path work;

  private RunMutants(Path root) throws IOException {
    this.root = root;
    this.tree = new SourceTree(root);
    this.work = Files.createDirectories(root.resolve("target/mutants"));
  }

  /** How a mutant ended. */
  private enum End {
    /** Its test failed, as it must. */
    KILLED,
    /** Its test passed all the same: something isn't tested. */
    SURVIVED,
    /** It can't be made any more: the entry must be written anew. */
    STALE,
    /** Its test proves nothing: it failed without the mutant too, or didn't end. */
    UNPROVEN
  }

  private record Verdict(End end, String why) {}

  /**
   * Takes the project's folder, and optionally a regular expression that chooses entries. Ends with
   * 1 when a mutant was not killed.
   */
  static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    String filter = Stream.of(args).skip(1).collect(Collectors.joining(" "));
    List<Mutant> mutants =
        MutantList.read(root.resolve("hub/src/mutants/mutants.txt")).stream()
            .filter(mutant -> mutant.matches(filter))
            .toList();
    if (mutants.isEmpty()) {
      System.err.println("No mutant has \"" + filter + "\" in it.");
      System.exit(1);
    }
    System.exit(new RunMutants(root).run(mutants) ? 0 : 1);
  }

  private boolean run(List<Mutant> mutants) throws IOException, InterruptedException {
    long start = System.nanoTime();
    System.out.println("The tests of " + mutants.size() + " mutants run without them first.");
    Set<String> redAnyway = redWithout(mutants);
    redAnyway.forEach(test -> System.out.println("  red without a mutant: " + test));
    Map<End, Integer> counts = new EnumMap<>(End.class);
    int number = 0;
    for (Mutant mutant : mutants) {
      long began = System.nanoTime();
      Verdict verdict = verdictOn(mutant, ++number, redAnyway);
      counts.merge(verdict.end(), 1, Integer::sum);
      System.out.printf(
          "%3d/%d %-8s %s %s (%d s)%n        %s%n",
          number,
          mutants.size(),
          verdict.end().name().toLowerCase(Locale.ROOT),
          mutant.guarantee(),
          mutant.title(),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
          verdict.why());
    }
    System.out.printf(
        "%d mutants: %d killed, %d survived, %d stale, %d unproven, in %d min%n",
        mutants.size(),
        counts.getOrDefault(End.KILLED, 0),
        counts.getOrDefault(End.SURVIVED, 0),
        counts.getOrDefault(End.STALE, 0),
        counts.getOrDefault(End.UNPROVEN, 0),
        TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start));
    return counts.getOrDefault(End.KILLED, 0) == mutants.size();
  }

  /** One process a module: a test that fails by itself kills no mutant. */
  private Set<String> redWithout(List<Mutant> mutants) throws IOException, InterruptedException {
    Map<Path, Set<String>> tests = new LinkedHashMap<>();
    for (Mutant mutant : mutants) {
      try {
        Path file = tree.test(mutant.testClass());
        tests
            .computeIfAbsent(SourceTree.moduleOf(file), _ -> new LinkedHashSet<>())
            .add(nameOf(mutant, file));
      } catch (StaleException e) {
        // Told when its turn comes.
      }
    }
    Set<String> red = new HashSet<>();
    for (Map.Entry<Path, Set<String>> module : tests.entrySet()) {
      Duration limit = LIMIT.multipliedBy(1 + module.getValue().size() / 4);
      TestRun run =
          runTests(module.getKey(), List.of(), List.copyOf(module.getValue()), "without", limit);
      if (!run.ended()) {
        red.addAll(module.getValue());
      }
      for (String test : module.getValue()) {
        if (run.failures().stream().anyMatch(failure -> failure.isOf(test))) {
          red.add(test);
        }
      }
    }
    return red;
  }

  private Verdict verdictOn(Mutant mutant, int number, Set<String> redAnyway)
      throws IOException, InterruptedException {
    Path source;
    Path test;
    Path classes = work.resolve(Integer.toString(number));
    delete(classes);
    try {
      source = tree.source(mutant.source());
      test = tree.test(mutant.testClass());
      compile(source, mutant.applyTo(Files.readString(source)), classes);
    } catch (StaleException e) {
      return new Verdict(End.STALE, mutant.source() + ": " + e.getMessage());
    }
    String name = nameOf(mutant, test);
    if (redAnyway.contains(name)) {
      return new Verdict(End.UNPROVEN, "red without a mutant: " + name);
    }
    TestRun run =
        runTests(
            SourceTree.moduleOf(test),
            List.of(classes),
            List.of(name),
            Integer.toString(number),
            LIMIT);
    if (!run.ended()) {
      return new Verdict(End.UNPROVEN, name + " didn't end, see " + run.log());
    }
    if (run.failures().isEmpty()) {
      return run.count() == 0
          ? new Verdict(End.STALE, "there is no test " + name)
          : new Verdict(End.SURVIVED, name + " stays green, see " + run.log());
    }
    delete(classes);
    Failure first = run.failures().getFirst();
    return new Verdict(End.KILLED, first.test() + ": " + shortened(first.message()));
  }

  private static String nameOf(Mutant mutant, Path testFile) {
    String type = SourceTree.classIn(testFile);
    return mutant.testMethod().isEmpty() ? type : type + "#" + mutant.testMethod();
  }

  /** With everything of its module that may have copied a constant of the class. */
  private void compile(Path source, String mutated, Path classes)
      throws IOException, StaleException {
    Path sources = Files.createDirectories(classes.resolve("source"));
    Path copy = sources.resolve(source.getFileName());
    Files.writeString(copy, mutated);
    Path module = SourceTree.moduleOf(source);
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-parameters", "-nowarn", "-Xlint:none"));
    arguments.addAll(List.of("-d", classes.toString(), "-cp", classPath(module, List.of())));
    arguments.add(copy.toString());
    tree.naming(source).forEach(file -> arguments.add(file.toString()));
    Path log = work.resolve("compiler.log");
    int status;
    try (var out = Files.newOutputStream(log)) {
      status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, out, out, arguments.toArray(String[]::new));
    }
    if (status != 0) {
      throw new StaleException("it doesn't compile: " + shortened(Files.readString(log)));
    }
  }

  private record Failure(String test, String message) {
    boolean isOf(String selected) {
      return test.equals(selected)
          || test.startsWith(selected + "#")
          || selected.startsWith(test + "#");
    }
  }

  private record TestRun(boolean ended, long count, List<Failure> failures, Path log) {}

  private TestRun runTests(
      Path module, List<Path> first, List<String> tests, String name, Duration limit)
      throws IOException, InterruptedException {
    Path log = work.resolve(name + ".log");
    Path result = work.resolve(name + ".result");
    Files.deleteIfExists(result);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                classPath(module, first) + File.pathSeparator + OWN_CLASS_PATH,
                RunTests.class.getName(),
                result.toString()));
    command.addAll(tests);
    Process process =
        new ProcessBuilder(command)
            .directory(module.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      // Gently first: the test's own servers end with it.
      process.destroy();
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    Path shown = root.relativize(log);
    if (!ended || !Files.exists(result)) {
      return new TestRun(false, 0, List.of(), shown);
    }
    List<String> lines = Files.readAllLines(result);
    List<Failure> failures =
        lines.stream()
            .skip(1)
            .map(line -> line.split("\t", 2))
            .map(parts -> new Failure(parts[0], parts[1]))
            .toList();
    return new TestRun(true, Long.parseLong(lines.getFirst()), failures, shown);
  }

  /** As Maven wrote it down, after the module's own classes. */
  private static String classPath(Path module, List<Path> first) throws IOException {
    List<String> entries = new ArrayList<>(first.stream().map(Path::toString).toList());
    entries.add(module.resolve("target/test-classes").toString());
    entries.add(module.resolve("target/classes").toString());
    entries.add(Files.readString(module.resolve("target/test-class-path.txt")).strip());
    return String.join(File.pathSeparator, entries);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
