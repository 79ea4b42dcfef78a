package dev.naru.hub.identity;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.storable;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.identity.Certification.State;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.VerifiesIdentity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Verifications in the database. Each method is one statement. */
final class CertificationRows {

  private final JdbcClient db;
  private final Vault vault;
  private final JsonMapper json;

  CertificationRows(JdbcClient db, Vault vault, JsonMapper json) {
    this.db = db;
    this.vault = vault;
    this.json = json;
  }

  /** A verification with the columns that only this module reads. */
  record Stored(
      Certification certification,
      long channelId,
      String transactionId,
      String request,
      Instant endsAt) {}

  /** Adds a verification. False when its token is in use. */
  boolean add(
      Certification wanted,
      long channelId,
      String transactionId,
      byte[] tokenHash,
      String request,
      Instant endsAt,
      Instant now) {
    return db.sql(
                """
                insert into certification
                  (merchant_id, certification_number, order_number, channel_id, provider,
                   transaction_id, token_hash, request, page_url, state, ends_at, created_at)
                values (:merchant, :number, :order, :channel, :provider,
                        :transaction, :token, cast(:request as jsonb), :page, 'OPENED', :ends, :now)
                on conflict do nothing
                """)
            .param("merchant", wanted.merchantId())
            .param("number", wanted.number())
            .param("order", wanted.orderNumber())
            .param("channel", channelId)
            .param("provider", wanted.provider())
            .param("transaction", transactionId)
            .param("token", tokenHash)
            .param("request", request)
            .param("page", wanted.pageUrl(), Types.VARCHAR)
            .param("ends", utc(endsAt))
            .param("now", utc(now))
            .update()
        == 1;
  }

  Optional<Stored> find(long merchantId, String number) {
    return db.sql(
            """
            select * from certification
             where merchant_id = :merchant and certification_number = :number
            """)
        .param("merchant", merchantId)
        .param("number", number)
        .query(this::read)
        .optional();
  }

  Optional<Stored> byToken(long merchantId, byte[] tokenHash) {
    return db.sql(
            "select * from certification where merchant_id = :merchant and token_hash = :token")
        .param("merchant", merchantId)
        .param("token", tokenHash)
        .query(this::read)
        .optional();
  }

  Optional<Stored> delete(long merchantId, String number) {
    return db.sql(
            """
            delete from certification
             where merchant_id = :merchant and certification_number = :number returning *
            """)
        .param("merchant", merchantId)
        .param("number", number)
        .query(this::read)
        .optional();
  }

  /** Moves a verification from OPENED to ASKING. Of several calls at once, one gets true. */
  boolean claim(Certification certification, Instant endsAt, Instant now) {
    return db.sql(
                """
                update certification set state = 'ASKING', ends_at = :ends
                 where merchant_id = :merchant and certification_number = :number
                   and state = 'OPENED' and ends_at > :now
                """)
            .param("ends", utc(endsAt))
            .param("merchant", certification.merchantId())
            .param("number", certification.number())
            .param("now", utc(now))
            .update()
        == 1;
  }

  /** Moves a verification from ASKING to CERTIFIED. */
  void certified(Certification certification, String pgTid, Person person, Instant now) {
    byte[] sealed =
        vault.seal(
            json.writeValueAsBytes(person),
            context(certification.merchantId(), certification.number()));
    db.sql(
            """
            update certification
               set state = 'CERTIFIED', pg_tid = :tid, person_sealed = :person, certified_at = :now
             where merchant_id = :merchant and certification_number = :number and state = 'ASKING'
            """)
        .param("tid", pgTid)
        .param("person", sealed)
        .param("now", utc(now))
        .param("merchant", certification.merchantId())
        .param("number", certification.number())
        .update();
  }

  /** Moves a verification from {@code from} to FAILED. */
  void failed(Certification certification, State from, String code, String reason) {
    db.sql(
            """
            update certification set state = 'FAILED', fail_code = :code, fail_reason = :reason
             where merchant_id = :merchant and certification_number = :number and state = :from
            """)
        .param("code", storable(code))
        .param("reason", storable(reason))
        .param("merchant", certification.merchantId())
        .param("number", certification.number())
        .param("from", from.name())
        .update();
  }

  private Stored read(ResultSet row, int number) throws SQLException {
    long merchantId = row.getLong("merchant_id");
    String certificationNumber = row.getString("certification_number");
    byte[] sealed = row.getBytes("person_sealed");
    @Nullable Person person =
        sealed == null
            ? null
            : json.readValue(
                vault.open(sealed, context(merchantId, certificationNumber)), Person.class);
    return new Stored(
        new Certification(
            merchantId,
            certificationNumber,
            row.getString("order_number"),
            row.getString("provider"),
            State.valueOf(row.getString("state")),
            row.getString("page_url"),
            row.getString("fail_code"),
            row.getString("fail_reason"),
            row.getString("pg_tid"),
            person,
            instant(row, "certified_at")),
        row.getLong("channel_id"),
        row.getString("transaction_id"),
        row.getString("request"),
        java.util.Objects.requireNonNull(instant(row, "ends_at")));
  }

  private static String context(long merchantId, String number) {
    return "certification.person/" + merchantId + "/" + number;
  }
}
