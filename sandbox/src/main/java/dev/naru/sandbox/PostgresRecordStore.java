package dev.naru.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The emulators' records in the sandbox's database. */
final class PostgresRecordStore implements RecordStore {

  private final Database database;

  PostgresRecordStore(Database database) {
    this.database = database;
  }

  @Override
  public void put(String pg, String kind, String id, String text) {
    database.update(
        """
        insert into note (pg, kind, id, body) values (?, ?, ?, ?)
        on conflict (pg, kind, id) do update set body = excluded.body
        """,
        pg,
        kind,
        id,
        text);
  }

  @Override
  public Optional<String> get(String pg, String kind, String id) {
    return database.one(
        row -> row.getString(1),
        "select body from note where pg = ? and kind = ? and id = ?",
        pg,
        kind,
        id);
  }

  @Override
  public Optional<String> change(String pg, String kind, String id, UnaryOperator<String> change) {
    return database.transaction(connection -> {
      List<String> before =
          Database.list(
              connection,
              row -> row.getString(1),
              "select body from note where pg = ? and kind = ? and id = ? for update",
              pg,
              kind,
              id);
      if (before.isEmpty()) {
        return Optional.empty();
      }
      String after = change.apply(before.getFirst());
      try (var update =
          Database.bind(
              connection,
              "update note set body = ? where pg = ? and kind = ? and id = ?",
              after,
              pg,
              kind,
              id)) {
        update.executeUpdate();
      }
      return Optional.of(after);
    });
  }
}
