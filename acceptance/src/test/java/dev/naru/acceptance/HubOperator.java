package dev.naru.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An operator of the hub, whom the playground has none of. In production {@code naru-hub user add}
 * makes one.
 */
final class HubOperator {

  static final String EMAIL = "operator@hub.example";

  private HubOperator() {}

  /** Adds the operator to the playground's database, with the demo owner's password. */
  static void add(Path home) {
    Path postgres = home.resolve("postgres");
    var database = new PGSimpleDataSource();
    try {
      List<String> running = Files.readAllLines(postgres.resolve("data/postmaster.pid"));
      database.setPortNumbers(new int[] {Integer.parseInt(running.get(3))});
      database.setPassword(Files.readString(postgres.resolve("password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.setUser("naru");
    database.setDatabaseName("naru");
    try (Connection connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into console_user (merchant_id, id, email, name, role, password_hash, created_at)
                select 0, gen_random_uuid(), ?, 'Operator', 'OPERATOR', password_hash, created_at
                  from console_user where email = 'owner@demo.shop'
                on conflict (email) do nothing
                """)) {
      insert.setString(1, EMAIL);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
