package dev.naru.admin;

import dev.naru.admin.MerchantFile.Manifest;
import dev.naru.admin.MerchantFile.Origin;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Moves a merchant, or an agency with all its sub-merchants, between the databases of two cells by
 * a file. Whatever fails, the rows are in one of the databases or in the file
 * (docs/guides/growing.md). Every method throws {@link SQLException} when the database is away.
 */
final class MerchantMove {

  /** Checks a merchant's rows before they are committed. */
  @FunctionalInterface
  interface Check {
    void check(Connection connection, long merchantId) throws SQLException;
  }

  /** The prefix of a closed merchant's user code and API key. */
  private static final String CLOSED = "~";

  private static final String CHANGED_MEANWHILE = "40001";
  private static final String THERE_ALREADY = "23505";
  private static final int TRIES = 5;

  private final DataSource database;

  MerchantMove(DataSource database) {
    this.database = database;
  }

  /** The id of a merchant, closed or not; empty when there is none. */
  Optional<Long> find(String userCode) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select id from merchant where user_code in (?, ?)")) {
      statement.setString(1, userCode);
      statement.setString(2, CLOSED + userCode);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  /**
   * The user code of the agency that the sub-merchant belongs to; empty for every other merchant.
   */
  Optional<String> agencyOf(long merchantId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select m.user_code from tier t join merchant m on m.id = t.merchant_id
                 where t.member_id = ? order by m.id limit 1
                """)) {
      statement.setLong(1, merchantId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * The ids of the merchants that must move together: the merchant first, then its sub-merchants,
   * the sub-merchants of those, and any other agency of theirs.
   */
  List<Long> together(long merchantId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                with recursive linked(id) as (
                  select cast(? as bigint)
                  union
                  select case when t.merchant_id = l.id then t.member_id else t.merchant_id end
                    from linked l join tier t on l.id in (t.merchant_id, t.member_id))
                select id from linked order by id <> ?, id
                """)) {
      statement.setLong(1, merchantId);
      statement.setLong(2, merchantId);
      try (ResultSet row = statement.executeQuery()) {
        List<Long> merchants = new ArrayList<>();
        while (row.next()) {
          merchants.add(row.getLong(1));
        }
        return merchants;
      }
    }
  }

  /**
   * Closes the merchants, so that nothing new begins for them: their user codes and API keys become
   * unknown, and their tokens end. Work that is under way goes on.
   */
  void close(List<Long> merchants) throws SQLException {
    changeCodes(
        merchants,
        "user_code = '%1$s' || user_code, api_key = '%1$s' || api_key",
        "user_code not like '~%'");
  }

  /** Opens the merchants again, which {@link #close} has closed. */
  void open(List<Long> merchants) throws SQLException {
    changeCodes(
        merchants,
        "user_code = substr(user_code, 2), api_key = substr(api_key, 2)",
        "user_code like '~%'");
  }

  private void changeCodes(List<Long> merchants, String set, String where) throws SQLException {
    try (Connection connection = database.getConnection()) {
      changeCodes(connection, merchants, set, where);
      connection.commit();
    }
  }

  private static void changeCodes(
      Connection connection, List<Long> merchants, String set, String where) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement tokens =
            connection.prepareStatement("delete from api_token where merchant_id = ?");
        PreparedStatement codes =
            connection.prepareStatement(
                "update merchant set %s where id = ? and %s"
                    .formatted(set.formatted(CLOSED), where))) {
      for (long merchant : merchants) {
        tokens.setLong(1, merchant);
        tokens.executeUpdate();
        codes.setLong(1, merchant);
        codes.executeUpdate();
      }
    }
  }

  /**
   * Moves all rows of closed merchants from this database into a file, in one snapshot. If a row
   * changes meanwhile, everything is done again, so that no change is lost.
   *
   * @throws RefusedCommand when rows change too often, or when the file exists already or can't be
   *     written
   */
  Manifest takeOut(List<Long> merchants, String userCode, Origin origin, Path path)
      throws SQLException {
    MerchantFile file = new MerchantFile(path);
    try {
      file.create();
      for (int attempt = 1; ; attempt++) {
        try {
          return takenOut(merchants, userCode, origin, file);
        } catch (SQLException changed) {
          if (!CHANGED_MEANWHILE.equals(changed.getSQLState())) {
            throw changed;
          }
          if (attempt == TRIES) {
            throw RefusedCommand.notDone("merchant.busy", userCode);
          }
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw RefusedCommand.notDone("merchant.file-exists", path);
    } catch (IOException e) {
      throw RefusedCommand.notDone("merchant.file-unwritable", path, e.getClass().getSimpleName());
    }
  }

  private Manifest takenOut(List<Long> merchants, String userCode, Origin origin, MerchantFile file)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        MerchantRows rows = new MerchantRows(connection, merchants);
        Manifest manifest =
            new Manifest(MerchantFile.FORMAT, origin, userCode, merchants, rows.sums());
        file.write(manifest, rows);
        long deleted = rows.delete();
        if (deleted != manifest.rows()) {
          throw new SQLException(
              "%d rows written and %d deleted".formatted(manifest.rows(), deleted),
              CHANGED_MEANWHILE);
        }
        connection.commit();
        return manifest;
      } finally {
        connection.rollback();
      }
    }
  }

  /**
   * Enters the merchants of a file into this database and opens them; all or nothing.
   *
   * @param check refuses rows that may not be in this cell
   * @throws RefusedCommand when the file doesn't fit this database, when a merchant is there
   *     already, or when the entered rows differ from the file's sums
   */
  Manifest bringIn(Origin own, Path path, Check check) throws SQLException {
    MerchantFile file = new MerchantFile(path);
    Manifest manifest = file.manifest();
    if (manifest.origin().tables() != own.tables()) {
      throw RefusedCommand.notDone(
          "merchant.other-tables", manifest.origin().tables(), own.tables());
    }
    if (!manifest.origin().fingerprint().equals(own.fingerprint())) {
      throw RefusedCommand.notDone(
          "merchant.other-ring", manifest.origin().fingerprint(), own.fingerprint());
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        MerchantRows rows = new MerchantRows(connection, manifest.merchants());
        file.read(manifest, rows);
        List<MerchantRows.Sum> different = new ArrayList<>(rows.sums());
        different.removeAll(manifest.sums());
        if (!different.isEmpty()) {
          throw RefusedCommand.notDone("merchant.differs", path, different.getFirst().table());
        }
        for (long merchantId : manifest.merchants()) {
          check.check(connection, merchantId);
        }
        changeCodes(
            connection,
            manifest.merchants(),
            "user_code = substr(user_code, 2), api_key = substr(api_key, 2)",
            "user_code like '~%'");
        connection.commit();
        return manifest;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      if (THERE_ALREADY.equals(e.getSQLState())) {
        throw RefusedCommand.notDone("merchant.there", manifest.userCode(), firstLine(e));
      }
      throw e;
    } catch (IOException e) {
      throw RefusedCommand.notDone("merchant.file-damaged", path);
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
