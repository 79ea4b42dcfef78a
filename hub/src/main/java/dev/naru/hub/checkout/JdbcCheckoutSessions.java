package dev.naru.hub.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.checkout.CheckoutSession.OpenedWindow;
import dev.naru.hub.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Checkout sessions in PostgreSQL; the connector's memo is sealed to its row (G27). */
@Repository
class JdbcCheckoutSessions implements CheckoutSessions {

  private static final TypeReference<Map<String, String>> MEMO = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Vault vault;

  JdbcCheckoutSessions(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Override
  public void add(CheckoutToken token, CheckoutSession session) {
    jdbc.sql(
            """
            insert into checkout_session (merchant_id, token_hash, payment_number, request_id, origin,
              hub_origin, mobile, redirects, m_redirect_url, request, created_at)
            values (:merchant, :hash, :paymentNumber, :requestId, :origin,
              :hubOrigin, :mobile, :redirects, :redirect, cast(:request as jsonb), :createdAt)
            """)
        .param("merchant", session.merchantId())
        .param("hash", token.hash())
        .param("paymentNumber", session.paymentNumber())
        .param("requestId", session.requestId())
        .param("origin", session.origin())
        .param("hubOrigin", session.hubOrigin())
        .param("mobile", session.mobile())
        .param("redirects", session.redirects())
        .param("redirect", session.mRedirectUrl(), Types.VARCHAR)
        .param("request", session.terms().toJson())
        .param("createdAt", session.createdAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<CheckoutSession> find(CheckoutToken token) {
    return jdbc.sql(
            """
            select merchant_id, payment_number, request_id, origin, hub_origin, mobile, redirects,
              m_redirect_url, cast(request as text) as request, memo_sealed, close_script, ending,
              created_at
            from checkout_session
            where merchant_id = :merchant and token_hash = :hash
            """)
        .param("merchant", token.merchantId())
        .param("hash", token.hash())
        .query((row, n) -> read(token, row))
        .optional();
  }

  @Override
  public void opened(CheckoutToken token, OpenedWindow window) {
    byte[] memo = ParamReader.JSON.writeValueAsString(window.memo()).getBytes(UTF_8);
    jdbc.sql(
            """
            update checkout_session set memo_sealed = :memo, close_script = :closeScript
            where merchant_id = :merchant and token_hash = :hash
            """)
        .param("memo", vault.seal(memo, context(token)))
        .param("closeScript", window.closeScript())
        .param("merchant", token.merchantId())
        .param("hash", token.hash())
        .update();
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

  private CheckoutSession read(CheckoutToken token, ResultSet row) throws SQLException {
    String ending = row.getString("ending");
    return new CheckoutSession(
        row.getLong("merchant_id"),
        row.getString("payment_number"),
        row.getString("request_id"),
        row.getString("origin"),
        row.getString("hub_origin"),
        row.getBoolean("mobile"),
        row.getBoolean("redirects"),
        row.getString("m_redirect_url"),
        WindowTerms.ofJson(row.getString("request")),
        window(token, row),
        ending == null ? null : CheckoutSession.Ending.valueOf(ending),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private @Nullable OpenedWindow window(CheckoutToken token, ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes("memo_sealed");
    return sealed == null
        ? null
        : new OpenedWindow(
            ParamReader.JSON.readValue(vault.open(sealed, context(token)), MEMO),
            row.getString("close_script"));
  }

  private static String context(CheckoutToken token) {
    return "checkout_session.memo/"
        + token.merchantId()
        + "/"
        + HexFormat.of().formatHex(token.hash());
  }
}
