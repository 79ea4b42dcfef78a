package dev.naru.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.start.RefusedStartException;
import dev.naru.hub.testing.SettableTime;
import dev.naru.hub.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** What a hub finds out about its database before it uses it. */
class DatabaseAtStartTest {

  private static final Map<String, Object> SHIPPED = shipped();

  private final PGSimpleDataSource database = (PGSimpleDataSource) TestDatabase.empty();

  @Test
  void a_clock_far_ahead_of_the_databases_is_refused_in_one_sentence() {
    assertThatThrownBy(() -> look(pool(database.getUrl()), Duration.ofSeconds(40)))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContainingAll("39 seconds apart", "NTP");
  }

  @Test
  void a_clock_far_behind_the_databases_is_refused_in_one_sentence() {
    assertThatThrownBy(() -> look(pool(database.getUrl()), Duration.ofMinutes(-5)))
        .isInstanceOf(RefusedStartException.class)
        .hasMessageContaining("seconds apart");
  }

  @Test
  void a_clock_that_is_nearly_right_passes_and_statements_are_prepared() throws SQLException {
    HikariDataSource pool = pool(database.getUrl());
    look(pool, Duration.ofSeconds(3));
    assertThat(prepares(pool)).isEqualTo(5);
  }

  @Test
  void behind_a_pooler_no_statement_is_prepared_on_the_server() throws Exception {
    try (var pooler = new PoolerInBetween(database.getPortNumbers()[0])) {
      assertThat(prepares(pool(through(pooler.port())))).isZero();
    }
  }

  @Test
  void what_the_url_says_about_preparing_stays() throws Exception {
    try (var pooler = new PoolerInBetween(database.getPortNumbers()[0])) {
      assertThat(prepares(pool(through(pooler.port()) + "?prepareThreshold=3"))).isEqualTo(3);
    }
  }

  /** As a frozen primary: its machine takes connections, and nobody answers. */
  @Test
  void of_two_hosts_of_which_the_first_is_frozen_the_other_is_reached_within_the_pools_patience()
      throws Exception {
    try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HikariDataSource pool =
          pool(
              "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
                  .formatted(
                      frozen.getLocalPort(),
                      database.getPortNumbers()[0],
                      database.getDatabaseName()));
      long from = System.nanoTime();
      try (Connection connection = BoundedConnect.likeThatOf(pool).getConnection()) {
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(9));
        assertThat(connection.getNetworkTimeout()).as("a statement's limit").isEqualTo(10_000);
      }
    }
  }

  private String through(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database.getDatabaseName();
  }

  private HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(database.getUser());
    pool.setPassword(database.getPassword());
    SHIPPED.forEach(pool::addDataSourceProperty);
    return pool;
  }

  /** How often a statement is used before it is prepared on the server; 0 for never. */
  private static int prepares(HikariDataSource pool) throws SQLException {
    try (Connection connection = BoundedConnect.likeThatOf(pool).getConnection()) {
      return connection.unwrap(PGConnection.class).getPrepareThreshold();
    }
  }

  private static void look(HikariDataSource pool, Duration ahead) {
    new DatabaseAtStart(() -> SettableTime.flowing(ahead), _ -> true).look(pool);
  }

  /** What application.yaml says of connections. */
  private static Map<String, Object> shipped() {
    String prefix = "spring.datasource.hikari.data-source-properties.";
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yaml"));
    Map<String, Object> properties = new HashMap<>();
    Objects.requireNonNull(yaml.getObject())
        .forEach((name, value) -> {
          if (name.toString().startsWith(prefix)) {
            properties.put(name.toString().substring(prefix.length()), value);
          }
        });
    return properties;
  }
}
