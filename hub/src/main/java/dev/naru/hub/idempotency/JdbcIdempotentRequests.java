package dev.naru.hub.idempotency;

import dev.naru.hub.vault.Vault;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency keys in PostgreSQL, shared by all nodes. */
final class JdbcIdempotentRequests implements IdempotentRequests {

  private final JdbcClient db;
  private final Vault vault;
  private final InstantSource time;

  JdbcIdempotentRequests(JdbcClient db, Vault vault, InstantSource time) {
    this.db = db;
    this.vault = vault;
    this.time = time;
  }

  private record Row(byte[] mac, int status, byte @Nullable [] answer) {}

  @Override
  public Known begin(long merchantId, String key, byte[] request) {
    // A body may hold a card number, so only a keyed digest of it is stored.
    byte[] mac = vault.mac(request, "idempotent-request");
    Instant now = time.instant();
    if (claim(merchantId, key, mac, now)) {
      return new Known.First();
    }
    Row known = find(merchantId, key);
    if (known == null) {
      return new Known.UnderWay(); // freed between the two statements: the caller may try again
    }
    if (!MessageDigest.isEqual(known.mac(), mac)) {
      return new Known.AnotherRequest();
    }
    byte[] sealed = known.answer();
    return sealed == null
        ? new Known.UnderWay()
        : new Known.Answered(
            new Answer(known.status(), vault.open(sealed, context(merchantId, key))));
  }

  private boolean claim(long merchantId, String key, byte[] mac, Instant now) {
    return db.sql(
                """
                insert into idempotent_request as known (merchant_id, key, request_mac, begun_at)
                values (:merchant, :key, :mac, :now)
                on conflict (merchant_id, key) do update
                   set request_mac = excluded.request_mac, begun_at = excluded.begun_at,
                       status = null, answer = null
                 where known.begun_at <= :expired
                """)
            .param("merchant", merchantId)
            .param("key", key)
            .param("mac", mac)
            .param("now", utc(now))
            .param("expired", utc(now.minus(KEPT)))
            .update()
        == 1;
  }

  private @Nullable Row find(long merchantId, String key) {
    return db.sql(
            """
            select request_mac, status, answer from idempotent_request
             where merchant_id = :merchant and key = :key
            """)
        .param("merchant", merchantId)
        .param("key", key)
        .query((row, number) ->
            new Row(row.getBytes("request_mac"), row.getInt("status"), row.getBytes("answer")))
        .optional()
        .orElse(null);
  }

  @Override
  public void end(long merchantId, String key, Answer answer) {
    db.sql(
            """
            update idempotent_request set status = :status, answer = :answer
             where merchant_id = :merchant and key = :key
            """)
        .param("merchant", merchantId)
        .param("key", key)
        .param("status", answer.status())
        .param("answer", vault.seal(answer.body(), context(merchantId, key)))
        .update();
  }

  @Override
  public void forget(long merchantId, String key) {
    db.sql("delete from idempotent_request where merchant_id = :merchant and key = :key")
        .param("merchant", merchantId)
        .param("key", key)
        .update();
  }

  private static String context(long merchantId, String key) {
    return "idempotent_request.answer/" + merchantId + "/" + key;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
