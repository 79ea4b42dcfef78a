package dev.naru.hub.vault;

import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Provides the vault. Its key ring is in {@code NARU_KEYRING}, in the file that this names, or in
 * the data folder. It is compared with the database's ring before anything uses it.
 */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

  @Bean
  SealedValues sealedValues(DataSource database, ObjectProvider<SealedColumn> columns) {
    return new SealedValues(database, columns.orderedStream().toList());
  }

  @Bean
  DatabaseRing databaseRing(JdbcClient db, SealedValues values, InstantSource time) {
    return new DatabaseRing(db, values, time);
  }

  @Bean
  RingInUse ringInUse(Environment environment, DatabaseRing database) {
    KeyRingFile file = file(environment);
    if (file == null) {
      return RingInUse.fixed(
          database.check(
              KeyRingFile.fromBase64(environment.getProperty("naru.keyring", "")),
              "of NARU_KEYRING"));
    }
    return RingInUse.of(
        file,
        file.exists()
            ? database.check(file.read(), file.toString())
            : database.firstOf(file, () -> file.create(KeyRing.create())));
  }

  @Bean
  Vault vault(RingInUse ring) {
    return new TinkVault(ring);
  }

  @Bean
  KeyRotation keyRotation(
      Environment environment,
      RingInUse ring,
      Vault vault,
      DatabaseRing database,
      SealedValues values) {
    return new FileKeyRotation(file(environment), ring, vault, database, values);
  }

  /** The ring's file; null if the environment holds the ring itself. */
  private static @Nullable KeyRingFile file(Environment environment) {
    String ring = environment.getProperty("naru.keyring", "").strip();
    if (ring.isEmpty()) {
      return new KeyRingFile(
          Path.of(environment.getProperty("naru.home", ".naru"), "keys", "keyring.json"));
    }
    return ring.startsWith("/") ? new KeyRingFile(Path.of(ring)) : null;
  }
}
