package dev.naru.hub.webhook;

import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The secrets that a merchant's webhooks are signed with (G23). Every merchant has one from its
 * first use on. They are sealed in the database. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public final class WebhookSecrets implements LiveSecrets {

  private static final int KEY_BYTES = 32;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Vault vault;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  WebhookSecrets(DataSource database, Vault vault, InstantSource time) {
    this.database = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    this.vault = vault;
    this.time = time;
  }

  @Override
  public List<String> live(long merchantId) {
    List<String> live = stored(merchantId);
    if (!live.isEmpty()) {
      return live;
    }
    insert(merchantId, time.instant());
    return stored(merchantId);
  }

  /**
   * Replaces the newest secret.
   *
   * @param overlap how long the replaced secret still signs beside the new one; zero for a secret
   *     that has leaked
   * @return the new secret
   */
  public String rotate(long merchantId, Duration overlap) {
    Instant now = time.instant();
    transaction.executeWithoutResult(_ -> {
      database
          .sql(
              """
              update webhook_secret set expires_at = :end
               where merchant_id = :merchant and expires_at is null
              """)
          .param("end", utc(now.plus(overlap)))
          .param("merchant", merchantId)
          .update();
      insert(merchantId, now);
    });
    return stored(merchantId).getFirst();
  }

  /**
   * Inserts the merchant's first secret. If two nodes do it at the same time, the unique index lets
   * one succeed.
   */
  private void insert(long merchantId, Instant now) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    UUID id = UUID.randomUUID();
    String secret = WebhookSignature.secret(key);
    database
        .sql(
            """
            insert into webhook_secret (merchant_id, id, sealed, created_at)
            values (:merchant, :id, :sealed, :now)
            on conflict (merchant_id) where expires_at is null do nothing
            """)
        .param("merchant", merchantId)
        .param("id", id)
        .param(
            "sealed", vault.seal(secret.getBytes(StandardCharsets.UTF_8), context(merchantId, id)))
        .param("now", utc(now))
        .update();
  }

  private List<String> stored(long merchantId) {
    return database
        .sql(
            """
            select id, sealed from webhook_secret
             where merchant_id = :merchant and (expires_at is null or expires_at > :now)
             order by expires_at desc nulls first, id
            """)
        .param("merchant", merchantId)
        .param("now", utc(time.instant()))
        .query((row, _) ->
            new String(
                vault.open(
                    row.getBytes("sealed"), context(merchantId, row.getObject("id", UUID.class))),
                StandardCharsets.UTF_8))
        .list();
  }

  private static String context(long merchantId, UUID id) {
    return "webhook_secret.sealed/" + merchantId + "/" + id;
  }
}
