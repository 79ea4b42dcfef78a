package dev.naru.hub.checkout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checkout sessions in PostgreSQL. */
@Repository
class JdbcCheckoutSessions implements CheckoutSessions {

  private final JdbcClient jdbc;

  JdbcCheckoutSessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(CheckoutToken token, CheckoutSession session) {
    jdbc.sql(
            """
            insert into checkout_session (merchant_id, token_hash, imp_uid, request_id, origin,
              hub_origin, mobile, m_redirect_url, request, created_at)
            values (:merchant, :hash, :impUid, :requestId, :origin,
              :hubOrigin, :mobile, :redirect, cast(:request as jsonb), :createdAt)
            """)
        .param("merchant", session.merchantId())
        .param("hash", token.hash())
        .param("impUid", session.impUid())
        .param("requestId", session.requestId())
        .param("origin", session.origin())
        .param("hubOrigin", session.hubOrigin())
        .param("mobile", session.mobile())
        .param("redirect", session.mRedirectUrl(), Types.VARCHAR)
        .param("request", session.terms().toJson())
        .param("createdAt", session.createdAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<CheckoutSession> find(CheckoutToken token) {
    return jdbc.sql(
            """
            select merchant_id, imp_uid, request_id, origin, hub_origin, mobile, m_redirect_url,
              cast(request as text) as request, ending, created_at
            from checkout_session
            where merchant_id = :merchant and token_hash = :hash
            """)
        .param("merchant", token.merchantId())
        .param("hash", token.hash())
        .query((row, n) -> read(row))
        .optional();
  }

  @Override
  public void end(CheckoutToken token, CheckoutSession.Ending ending) {
    jdbc.sql(
            """
            update checkout_session set ending = :ending
            where merchant_id = :merchant and token_hash = :hash and ending is null
            """)
        .param("ending", ending.name())
        .param("merchant", token.merchantId())
        .param("hash", token.hash())
        .update();
  }

  private static CheckoutSession read(ResultSet row) throws SQLException {
    String ending = row.getString("ending");
    return new CheckoutSession(
        row.getLong("merchant_id"),
        row.getString("imp_uid"),
        row.getString("request_id"),
        row.getString("origin"),
        row.getString("hub_origin"),
        row.getBoolean("mobile"),
        row.getString("m_redirect_url"),
        WindowTerms.ofJson(row.getString("request")),
        ending == null ? null : CheckoutSession.Ending.valueOf(ending),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
