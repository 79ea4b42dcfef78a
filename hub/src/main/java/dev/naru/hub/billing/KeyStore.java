package dev.naru.hub.billing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.IssuedKeys;
import dev.naru.hub.vault.Vault;
import dev.naru.pg.spi.Outcome.IssuedKey;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where billing keys are kept: sealed to their row, one a {@code customer_uid}, replaced when
 * issued again (spec/rest-api.md §2.4, G27).
 */
public final class KeyStore implements IssuedKeys {

  private static final String UPSERT_FROM_PAYMENT =
      """
      insert into billing_key (merchant_id, customer_uid, channel_id, provider, mid, test, method,
                               key_sealed, card, issued_by, inserted_at, updated_at)
      select p.merchant_id, :customerUid, p.channel_id, p.provider, p.mid, p.test, p.method,
             cast(:keySealed as bytea), cast(:keyCard as jsonb), p.imp_uid, :now, :now
        from payment p
       where p.merchant_id = :merchant and p.imp_uid = :impUid and :customerUid is not null
         and exists (select 1 from moved)
      on conflict (merchant_id, customer_uid) do update
        set channel_id = excluded.channel_id, provider = excluded.provider, mid = excluded.mid,
            test = excluded.test, method = excluded.method, key_sealed = excluded.key_sealed,
            card = excluded.card, issued_by = excluded.issued_by, updated_at = excluded.updated_at
      """;

  private static final TypeReference<Map<String, String>> SECRET = new TypeReference<>() {};

  private final JdbcClient db;
  private final Vault vault;
  private final JsonMapper json;

  KeyStore(JdbcClient db, Vault vault, JsonMapper json) {
    this.db = db;
    this.vault = vault;
    this.json = json;
  }

  @Override
  public String upsertFromPayment() {
    return UPSERT_FROM_PAYMENT;
  }

  @Override
  public byte[] seal(IssuedKey key, long merchantId, String customerUid) {
    return vault.seal(
        json.writeValueAsString(key.secret()).getBytes(UTF_8), context(merchantId, customerUid));
  }

  /** The key itself, for a call to the PG and nothing else. */
  public Optional<IssuedKey> find(long merchantId, String customerUid) {
    Optional<byte[]> sealed =
        db.sql(
                """
                select key_sealed from billing_key
                 where merchant_id = :merchant and customer_uid = :customerUid
                """)
            .param("merchant", merchantId)
            .param("customerUid", customerUid)
            .query(byte[].class)
            .optional();
    return sealed.map(bytes -> open(bytes, context(merchantId, customerUid)));
  }

  private IssuedKey open(byte[] sealed, String context) {
    return new IssuedKey(json.readValue(vault.open(sealed, context), SECRET));
  }

  private static String context(long merchantId, String customerUid) {
    return "billing.key/" + merchantId + "/" + customerUid;
  }
}
