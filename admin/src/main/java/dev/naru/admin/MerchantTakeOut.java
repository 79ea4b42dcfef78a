package dev.naru.admin;

import dev.naru.admin.MerchantFile.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Moves a merchant, or an agency with its sub-merchants, with all rows from this cell's database
 * into a file.
 */
@Command(name = "take-out")
final class MerchantTakeOut implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Parameters(index = "0", paramLabel = "USER_CODE")
  private String userCode = "";

  @Option(names = "--to", paramLabel = "FILE", required = true)
  private Path file = Path.of("");

  @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "95")
  private int wait;

  MerchantTakeOut(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException, InterruptedException {
    if (wait < 0) {
      throw RefusedCommand.wrongUse("merchant.wait", String.valueOf(wait));
    }
    try (HubServices hub = surroundings.services()) {
      MerchantMove move = new MerchantMove(hub.get(DataSource.class));
      long id =
          move.find(userCode)
              .orElseThrow(() -> RefusedCommand.notDone("merchant.unknown", userCode));
      Optional<String> agency = move.agencyOf(id);
      if (agency.isPresent()) {
        throw RefusedCommand.notDone("merchant.in-a-tier", userCode, agency.get());
      }
      Manifest manifest = takenOut(hub, move, move.together(id));
      Operator.note(
          surroundings,
          hub,
          "merchant take-out",
          userCode,
          null,
          Map.of(),
          Map.of(
              "file",
              file.toAbsolutePath().toString(),
              "merchants",
              String.valueOf(manifest.merchants().size()),
              "rows",
              rows(manifest)));
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("user_code", userCode)
              .with("file", file.toAbsolutePath().toString())
              .with("merchants", manifest.merchants().size())
              .with("rows", manifest.rows()),
          Texts.of("merchant.taken-out", userCode, rows(manifest), file));
    }
    return ExitCode.DONE;
  }

  private Manifest takenOut(HubServices hub, MerchantMove move, List<Long> merchants)
      throws SQLException, InterruptedException {
    boolean done = false;
    move.close(merchants);
    try {
      if (wait > 0) {
        surroundings.err().println(Texts.of("merchant.waits", userCode, String.valueOf(wait)));
        Thread.sleep(Duration.ofSeconds(wait));
      }
      Manifest manifest = move.takeOut(merchants, userCode, hub.origin(), file);
      done = true;
      return manifest;
    } finally {
      if (!done) {
        move.open(merchants);
      }
    }
  }

  private static String rows(Manifest manifest) {
    return String.valueOf(manifest.rows());
  }
}
