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
 * Moves a merchant between the databases of two cells by way of a file, so that whatever fails, its
 * rows are in one database or in the file (docs/guides/growing.md). Every method throws {@link
 * SQLException} when the database is away.
 */
final class MerchantMove {

  /** Looks at a merchant's rows before they are committed. */
  @FunctionalInterface
  interface Check {
    void check(Connection connection, long merchantId) throws SQLException;
  }

  /** What stands before the codes of a merchant that is closed. */
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

  /** Whether it is an agency with sub-merchants, or one of them. */
  boolean isInATier(long merchantId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from tier where merchant_id = ? or member_id = ?")) {
      statement.setLong(1, merchantId);
      statement.setLong(2, merchantId);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Lets nobody begin anything for the merchant: its user code and its API key are unknown, and its
   * tokens end. What is under way goes on.
   */
  void close(long merchantId) throws SQLException {
    changeCodes(
        merchantId,
        "user_code = '%1$s' || user_code, api_key = '%1$s' || api_key",
        "user_code not like '~%'");
  }

  /** Ends {@link #close}. */
  void open(long merchantId) throws SQLException {
    changeCodes(
        merchantId,
        "user_code = substr(user_code, 2), api_key = substr(api_key, 2)",
        "user_code like '~%'");
  }

  private void changeCodes(long merchantId, String set, String where) throws SQLException {
    try (Connection connection = database.getConnection()) {
      changeCodes(connection, merchantId, set, where);
      connection.commit();
    }
  }

  private static void changeCodes(Connection connection, long merchantId, String set, String where)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement tokens =
            connection.prepareStatement("delete from api_token where merchant_id = ?");
        PreparedStatement codes =
            connection.prepareStatement(
                "update merchant set %s where id = ? and %s"
                    .formatted(set.formatted(CLOSED), where))) {
      tokens.setLong(1, merchantId);
      tokens.executeUpdate();
      codes.setLong(1, merchantId);
      codes.executeUpdate();
    }
  }

  /**
   * Takes all rows of a closed merchant out of this database, in one snapshot: a change that comes
   * in between is no loss, because the whole is done again then.
   *
   * @throws RefusedCommand when it changes too often, or when the file is there or can't be written
   */
  Manifest takeOut(long merchantId, String userCode, Origin origin, Path path) throws SQLException {
    MerchantFile file = new MerchantFile(path);
    try {
      file.create();
      for (int attempt = 1; ; attempt++) {
        try {
          return takenOut(merchantId, userCode, origin, file);
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

  private Manifest takenOut(long merchantId, String userCode, Origin origin, MerchantFile file)
      throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      try {
        MerchantRows rows = new MerchantRows(connection, merchantId);
        Manifest manifest =
            new Manifest(MerchantFile.FORMAT, origin, userCode, merchantId, rows.sums());
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
   * Brings a merchant in, opened; all of it or nothing.
   *
   * @param check refuses what may not be in this cell
   * @throws RefusedCommand when this database isn't one for it, has it already, or doesn't hold in
   *     the end what the file says
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
        MerchantRows rows = new MerchantRows(connection, manifest.merchantId());
        file.read(manifest, rows);
        List<MerchantRows.Sum> different = new ArrayList<>(rows.sums());
        different.removeAll(manifest.sums());
        if (!different.isEmpty()) {
          throw RefusedCommand.notDone("merchant.differs", path, different.getFirst().table());
        }
        check.check(connection, manifest.merchantId());
        changeCodes(
            connection,
            manifest.merchantId(),
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
