package dev.naru.hub.merchant;

import dev.naru.hub.vault.Sha256;
import dev.naru.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Access tokens in PostgreSQL. A row holds a random nonce and the token's digest. The token itself
 * is computed from the nonce with the vault's key, so the same token can be returned again though
 * it is never stored.
 */
final class JdbcTokens implements Tokens {

  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final Duration LAST_MINUTE = Duration.ofSeconds(60);
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{40}");

  /**
   * The beginning of tokens of other cells than {@code 00}; the cell's two digits follow. The proxy
   * in front of the cells reads there which cell a token belongs to. Cell 00 issues no token that
   * begins so.
   */
  private static final String OF_A_CELL = "ce";

  private static final String FIRST_CELL = "00";
  private static final byte[] NOBODYS_SECRET_HASH = new byte[32];

  private final JdbcClient jdbc;
  private final Vault vault;
  private final InstantSource time;
  private final SecureRandom random;
  private final String cell;

  /**
   * @param cell two digits that tell the installation's databases apart
   */
  JdbcTokens(JdbcClient jdbc, Vault vault, InstantSource time, SecureRandom random, String cell) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.time = time;
    this.random = random;
    this.cell = cell;
  }

  @Override
  public Optional<Issued> issue(String apiKey, String apiSecret) {
    Optional<Holder> holder = holder(apiKey);
    byte[] given = Sha256.of(apiSecret);
    // An unknown key is hashed and compared too, so the time taken doesn't tell whether it exists.
    boolean isSecret =
        MessageDigest.isEqual(holder.map(Holder::secretHash).orElse(NOBODYS_SECRET_HASH), given);
    boolean isOldSecret =
        MessageDigest.isEqual(
            holder
                .flatMap(it -> Optional.ofNullable(it.oldSecretHash()))
                .orElse(NOBODYS_SECRET_HASH),
            given);
    if (holder.isEmpty() || !(isSecret || isOldSecret)) {
      return Optional.empty();
    }
    // Whole seconds, as the API shows them: clients compute with expired_at - now.
    Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    long merchantId = holder.get().merchantId();
    Stored current = holder.get().current();
    if (current == null || !current.expiresAt().isAfter(now.plus(LAST_MINUTE))) {
      current = renew(merchantId, now);
    }
    String token = token(merchantId, current.nonce());
    if (!MessageDigest.isEqual(Sha256.of(token), current.tokenHash())) {
      // The vault no longer has the key that the token was made with, so it can't be made again.
      forget(merchantId, current);
      current = renew(merchantId, now);
      token = token(merchantId, current.nonce());
    }
    return Optional.of(new Issued(token, current.expiresAt(), now));
  }

  private Optional<Holder> holder(String apiKey) {
    return jdbc.sql(
            """
            select merchant.id, merchant.api_secret_hash,
              case when merchant.old_secret_ends_at > :now then merchant.old_secret_hash end as old_secret_hash,
              api_token.nonce, api_token.token_hash, api_token.expires_at
            from merchant left join api_token on api_token.merchant_id = merchant.id
            where merchant.api_key = :apiKey
            """)
        .param("apiKey", apiKey)
        .param("now", utc(time.instant()))
        .query((row, number) ->
            new Holder(
                row.getLong("id"),
                row.getBytes("api_secret_hash"),
                row.getBytes("old_secret_hash"),
                row.getBytes("nonce") == null ? null : stored(row)))
        .optional();
  }

  /**
   * Creates, extends or replaces the token. It is one statement, so that of two concurrent callers
   * the second gets what the first wrote.
   */
  private Stored renew(long merchantId, Instant now) {
    byte[] nonce = new byte[32];
    do {
      random.nextBytes(nonce);
    } while (cell.equals(FIRST_CELL) && token(merchantId, nonce).startsWith(OF_A_CELL));
    return jdbc.sql(
            """
            insert into api_token (merchant_id, nonce, token_hash, expires_at)
            values (:merchant, :nonce, :hash, :fresh)
            on conflict (merchant_id) do update set
              nonce = case when api_token.expires_at > :now
                then api_token.nonce else excluded.nonce end,
              token_hash = case when api_token.expires_at > :now
                then api_token.token_hash else excluded.token_hash end,
              expires_at = case
                when api_token.expires_at <= :now then excluded.expires_at
                when api_token.expires_at <= :lastMinute
                  then api_token.expires_at + interval '5 minutes'
                else api_token.expires_at end
            returning nonce, token_hash, expires_at
            """)
        .param("merchant", merchantId)
        .param("nonce", nonce)
        .param("hash", Sha256.of(token(merchantId, nonce)))
        .param("fresh", utc(now.plus(LIFETIME)))
        .param("now", utc(now))
        .param("lastMinute", utc(now.plus(LAST_MINUTE)))
        .query((row, number) -> stored(row))
        .single();
  }

  private void forget(long merchantId, Stored stored) {
    jdbc.sql("delete from api_token where merchant_id = :merchant and token_hash = :hash")
        .param("merchant", merchantId)
        .param("hash", stored.tokenHash())
        .update();
  }

  @Override
  public Optional<Merchant> authenticate(String token) {
    if (!TOKEN.matcher(token).matches()) {
      return Optional.empty();
    }
    byte[] hash = Sha256.of(token);
    return jdbc.sql(
            """
            select merchant.id, merchant.user_code, merchant.name, merchant.settings,
              api_token.token_hash
            from api_token join merchant on merchant.id = api_token.merchant_id
            where api_token.token_hash = :hash and api_token.expires_at > :now
            """)
        .param("hash", hash)
        .param("now", utc(time.instant()))
        .query((row, number) ->
            MessageDigest.isEqual(hash, row.getBytes("token_hash"))
                ? Optional.of(MerchantRow.read(row, number))
                : Optional.<Merchant>empty())
        .optional()
        .flatMap(found -> found);
  }

  private String token(long merchantId, byte[] nonce) {
    byte[] seed =
        ByteBuffer.allocate(nonce.length + Long.BYTES).put(nonce).putLong(merchantId).array();
    String token = HexFormat.of().formatHex(vault.mac(seed, "api-token"), 0, 20);
    return cell.equals(FIRST_CELL) ? token : OF_A_CELL + cell + token.substring(4);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getBytes("nonce"),
        row.getBytes("token_hash"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Stored(byte[] nonce, byte[] tokenHash, Instant expiresAt) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Holder(
      long merchantId,
      byte[] secretHash,
      byte @Nullable [] oldSecretHash,
      @Nullable Stored current) {}
}
