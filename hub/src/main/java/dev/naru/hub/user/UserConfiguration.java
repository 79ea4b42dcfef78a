package dev.naru.hub.user;

import dev.naru.hub.brake.SharedBrake;
import dev.naru.hub.vault.SealedColumn;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.OldRows;
import dev.naru.hub.work.StatementOldRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the console's users and their sessions. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

  private final PasswordHasher hasher = new PasswordHasher();

  @Bean
  Users users(JdbcClient db, InstantSource time) {
    return new JdbcUsers(db, time, hasher);
  }

  @Bean
  Sessions consoleSessions(JdbcClient db, InstantSource time) {
    return new JdbcSessions(db, time);
  }

  @Bean
  SecondFactors secondFactors(JdbcClient db, Vault vault, InstantSource time) {
    return new SecondFactors(db, vault, time);
  }

  @Bean
  Passkeys passkeys(JdbcClient db, Users users, Vault vault, InstantSource time) {
    return new Passkeys(db, users, new Challenges(db, vault, time), time);
  }

  @Bean
  OpenIdProvider openIdProvider(
      @Value("${naru.oidc.issuer:}") String issuer,
      @Value("${naru.oidc.client-id:}") String clientId,
      @Value("${naru.oidc.client-secret:}") String clientSecret,
      Vault vault,
      InstantSource time) {
    return new OpenIdProvider(
        new OpenIdProvider.Settings(issuer, clientId, clientSecret), vault, time);
  }

  @Bean
  ConsoleMail consoleMail(
      @Value("${naru.smtp.url:}") String server,
      @Value("${naru.smtp.from:}") String from,
      InstantSource time) {
    return new ConsoleMail(server, from, time);
  }

  @Bean
  SavedSearches savedSearches(JdbcClient db) {
    return new SavedSearches(db);
  }

  @Bean
  SignIn signIn(Users users, SecondFactors secondFactors, SharedBrake brake, Vault vault) {
    return new SignIn(users, secondFactors, brake, vault);
  }

  @Bean
  SealedColumn sealedSecondFactors() {
    return new SealedColumn(
        "console_user",
        "totp_sealed",
        List.of("merchant_id", "id"),
        "'console_user.totp/' || merchant_id || '/' || id");
  }

  @Bean
  OldRows oldConsoleSessionsRows(
      JdbcClient db, @Value("${naru.retention.console-sessions:P1D}") Duration age) {
    return new StatementOldRows(
        db,
        "console sessions",
        age,
        "select distinct merchant_id from console_session where ends_at < :before",
        """
        delete from console_session
         where merchant_id = :merchant and token_hash = any(array(
           select token_hash from console_session
            where merchant_id = :merchant and ends_at < :before
            order by ends_at limit :most for update skip locked))
        """);
  }
}
