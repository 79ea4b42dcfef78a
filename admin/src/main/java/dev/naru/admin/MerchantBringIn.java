package dev.naru.admin;

import dev.naru.admin.MerchantFile.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a merchant that was taken out of another cell into this one's database. */
@Command(name = "bring-in")
final class MerchantBringIn implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private Answer answer = new Answer();

  @Option(names = "--from", paramLabel = "FILE", required = true)
  private Path file = Path.of("");

  MerchantBringIn(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException {
    try (HubServices hub = surroundings.services()) {
      Manifest manifest = new MerchantMove(hub.get(DataSource.class)).bringIn(hub.origin(), file);
      String rows = String.valueOf(manifest.rows());
      Operator.note(
          surroundings,
          hub,
          "merchant bring-in",
          manifest.userCode(),
          manifest.merchants().getFirst(),
          Map.of(),
          Map.of("file", file.toAbsolutePath().toString(), "rows", rows));
      answer.print(
          surroundings.out(),
          Answer.row()
              .with("user_code", manifest.userCode())
              .with("merchants", manifest.merchants().size())
              .with("rows", manifest.rows()),
          Texts.of("merchant.brought-in", manifest.userCode(), rows));
    }
    return ExitCode.DONE;
  }
}
