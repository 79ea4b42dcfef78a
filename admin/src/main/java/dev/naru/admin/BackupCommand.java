package dev.naru.admin;

import dev.naru.hub.vault.KeyRotation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up what a dump of the database lacks: the key ring and the configuration. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

  private static final List<String> OF_THE_START_SCRIPT =
      List.of("NARU_HEAP", "NARU_JAVA_OPTIONS", "NARU_AOT");

  private final Surroundings surroundings;
  private final InstantSource time = InstantSource.system();
  @Mixin private Answer answer = new Answer();

  @Option(names = "--to", paramLabel = "FILE", required = true)
  private Path file = Path.of("");

  BackupCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (HubServices hub = surroundings.services()) {
      KeyRotation keys = hub.get(KeyRotation.class);
      String fingerprint = keys.fingerprint();
      Backup backup =
          new Backup(
              new Backup.Manifest(
                  Backup.FORMAT,
                  Version.number(),
                  fingerprint,
                  hub.schema().newest(),
                  time.instant().truncatedTo(ChronoUnit.SECONDS).toString()),
              keys.copy(),
              configuration(surroundings.environment()));
      backup.write(file);
      Operator.note(
          surroundings,
          hub,
          "backup",
          fingerprint,
          null,
          Map.of(),
          Map.of("file", file.toAbsolutePath().toString()));
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("file", file.toAbsolutePath().toString())
              .with("fingerprint", fingerprint),
          Texts.of("backup.done", file, fingerprint));
    }
    return ExitCode.DONE;
  }

  /**
   * The configuration in force, without the ring, which is stored apart, and the data folder, which
   * depends on the machine.
   */
  private static String configuration(Map<String, String> environment) {
    return Stream.concat(HubConfiguration.NAMES.stream(), OF_THE_START_SCRIPT.stream())
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .filter(name -> !name.equals("NARU_KEYRING") && !name.equals("NARU_HOME"))
        .map(name -> name + "=" + environment.get(name) + "\n")
        .collect(Collectors.joining());
  }
}
