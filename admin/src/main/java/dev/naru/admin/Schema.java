package dev.naru.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the database's tables with those that this version needs. */
final class Schema {

  private static final String MIGRATIONS = "classpath*:db/migration/V*.sql";
  private static final Pattern NAME = Pattern.compile("V(\\d+)__(.*)\\.sql");

  private final DataSource database;
  private final JdbcClient db;

  Schema(DataSource database) {
    this.database = database;
    this.db = JdbcClient.create(database);
  }

  /** A migration that this version knows and the database hasn't had. */
  record Migration(int version, String what) implements Comparable<Migration> {
    @Override
    public int compareTo(Migration other) {
      return Integer.compare(version, other.version);
    }
  }

  /** Whether nobody has migrated this database yet. */
  boolean isEmpty() {
    return !db.sql("select to_regclass('flyway_schema_history') is not null")
        .query(Boolean.class)
        .single();
  }

  /** The migrations still to be made, in their order. */
  List<Migration> pending() {
    Set<Integer> done = isEmpty() ? Set.of() : applied();
    return known().stream().filter(step -> !done.contains(step.version())).toList();
  }

  /** Whether a newer version of naru has migrated this database. */
  boolean isNewer() {
    List<Integer> ours = known().stream().map(Migration::version).toList();
    return !isEmpty() && !ours.containsAll(applied());
  }

  /** The newest migration that the database has had. */
  int newest() {
    return applied().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private Set<Integer> applied() {
    return Set.copyOf(
        db.sql(
                """
                select version from flyway_schema_history
                 where success and version is not null
                """)
            .query((row, number) -> Integer.parseInt(row.getString(1)))
            .list());
  }

  private static Set<Migration> known() {
    try {
      Set<Migration> all = new TreeSet<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(MIGRATIONS)) {
        Stream.ofNullable(file.getFilename())
            .map(NAME::matcher)
            .filter(name -> name.matches())
            .map(name ->
                new Migration(Integer.parseInt(name.group(1)), name.group(2).replace('_', ' ')))
            .forEach(all::add);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes all pending migrations.
   *
   * @return how many were made
   */
  int migrate() {
    return Flyway.configure().dataSource(database).load().migrate().migrationsExecuted;
  }

  /**
   * Makes the tables of a new database, and refuses one that is older or newer than this version.
   */
  void refuseOther() {
    if (isEmpty()) {
      migrate();
    } else if (isNewer()) {
      throw RefusedCommand.notDone("schema.newer");
    } else if (!pending().isEmpty()) {
      throw RefusedCommand.notDone("schema.older", String.valueOf(pending().size()));
    }
  }
}
