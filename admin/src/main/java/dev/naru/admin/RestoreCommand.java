package dev.naru.admin;

import dev.naru.hub.vault.KeyRingBackup;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores a backup's key ring and configuration on a machine that has none. */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Parameters(index = "0", paramLabel = "BACKUP")
  private Path file = Path.of("");

  @Option(names = "--conf", paramLabel = "FILE")
  private @Nullable Path configuration;

  RestoreCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Backup backup = Backup.read(file);
    String fingerprint = KeyRingBackup.fingerprint(backup.ring());
    if (!fingerprint.equals(backup.manifest().fingerprint())) {
      throw RefusedCommand.notDone("restore.no-backup", file);
    }
    // The configuration may be only in the backup, so the database need not be known yet.
    Path ring = HubConfiguration.keyringFile(surroundings.environment());
    if (configuration != null && Files.exists(configuration)) {
      throw RefusedCommand.notDone("restore.conf-exists", configuration);
    }
    KeyRingBackup.restore(ring, backup.ring());
    if (configuration != null) {
      write(
          configuration,
          "NARU_HOME=%s\n".formatted(HubConfiguration.home(surroundings.environment()))
              + backup.configuration());
    }
    answer.print(
        surroundings.out(),
        Answer.row()
            .with("ring", ring.toString())
            .with("conf", configuration == null ? null : configuration.toString())
            .with("fingerprint", fingerprint)
            .with("made_at", backup.manifest().madeAt()),
        Texts.of("restore.done", ring, backup.manifest().madeAt(), fingerprint));
    return ExitCode.DONE;
  }

  private static void write(Path file, String text) {
    try {
      OwnersFile.create(file);
      Files.writeString(file, text, StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException e) {
      throw RefusedCommand.notDone("restore.conf-exists", file);
    } catch (IOException e) {
      throw RefusedCommand.notDone("backup.unwritable", file, Refusals.ofFile(e));
    }
  }
}
