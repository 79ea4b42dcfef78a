package dev.naru.hub.simulation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.testing.TestDatabase;

/** A database for a simulation. */
final class Databases {

  private Databases() {}

  /** A fresh one. One task runs at a time, so few connections are enough. */
  static HikariDataSource pooled() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(TestDatabase.fresh());
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }
}
