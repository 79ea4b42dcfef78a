package dev.naru.admin;

import dev.naru.admin.MerchantFile.Manifest;
import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.start.RefusedStartException;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Enters a merchant that was taken out of another cell into this cell's database. */
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
      Manifest manifest =
          new MerchantMove(hub.get(DataSource.class))
              .bringIn(
                  hub.origin(),
                  file,
                  (connection, merchantId) -> refuseMixing(hub, connection, merchantId));
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

  /**
   * Refuses a channel that mixes tests and real money: a hub with such a channel in its database
   * doesn't start (G40).
   */
  private static void refuseMixing(HubServices hub, Connection connection, long merchantId)
      throws SQLException {
    ChannelRows rows = hub.get(ChannelRows.class);
    ChannelAdministration administration = hub.get(ChannelAdministration.class);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select %s, c.mode, c.disabled_at from channel c where c.merchant_id = ?"
                .formatted(ChannelRows.COLUMNS))) {
      statement.setLong(1, merchantId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Mode mode = Mode.valueOf(row.getString("mode"));
          if (mode == Mode.LIVE || row.getObject("disabled_at") == null) {
            Channel channel = rows.read(row);
            administration
                .refusal(
                    channel.connector(), channel.config().mid(), mode, channel.config().settings())
                .ifPresent(mixing -> {
                  throw new RefusedStartException(mixing.sentence());
                });
          }
        }
      }
    }
  }
}
