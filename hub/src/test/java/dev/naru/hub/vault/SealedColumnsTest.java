package dev.naru.hub.vault;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rotation of keys knows every column that holds sealed values, and how each opens. */
@Tag("G27")
class SealedColumnsTest {

  /** Columns of bytes that are digests, or random: nothing of them opens. */
  private static final Set<String> NOT_SEALED =
      Set.of(
          "merchant.api_secret_hash",
          "merchant.old_secret_hash",
          "api_token.nonce",
          "api_token.token_hash",
          "attempt.single_use",
          "audit.hash",
          "audit_head.hash",
          "brake.who",
          "certification.token_hash",
          "checkout_session.token_hash",
          "console_challenge.challenge_hash",
          "console_link.token_hash",
          "console_passkey.credential_id",
          "console_passkey.public_key",
          "console_recovery.code_hash",
          "console_session.token_hash",
          "idempotent_request.request_mac",
          "journal.hash",
          "journal_head.hash",
          "number_block.order_key",
          "statement.sha256");

  private final RunningHub hub = RunningHub.shared();

  @Test
  void every_column_of_bytes_is_either_known_to_the_rotation_or_known_to_be_no_secret() {
    Set<String> known = new TreeSet<>(NOT_SEALED);
    hub.beans(SealedColumn.class).stream().map(SealedColumn::toString).forEach(known::add);
    Set<String> columns =
        hub
            .world
            .db()
            .sql(
                """
                select table_name || '.' || column_name from information_schema.columns
                 where table_schema = 'public' and data_type = 'bytea'
                """)
            .query(String.class)
            .list()
            .stream()
            .collect(toCollection(TreeSet::new));
    assertThat(known).isEqualTo(columns);
  }

  @Test
  void what_modules_have_sealed_opens_in_the_context_that_they_declare() {
    Shop shop = hub.newShop();
    assertThat(shop.get("/users/pg").code()).isZero();
    Vault vault = hub.bean(Vault.class);
    for (SealedColumn column : hub.beans(SealedColumn.class)) {
      List<Boolean> opens =
          hub.world
              .db()
              .sql(
                  "select %s as sealed, %s as context from %s where %s is not null limit 200"
                      .formatted(
                          column.column(), column.context(), column.table(), column.column()))
              .query(
                  (row, number) -> opens(vault, row.getBytes("sealed"), row.getString("context")))
              .list();
      // Other tests break a value here and there; a wrong context would open none.
      assertThat(opens.isEmpty() || opens.contains(true)).as(column.toString()).isTrue();
    }
  }

  private static boolean opens(Vault vault, byte[] sealed, String context) {
    try {
      return vault.open(sealed, context).length > 0;
    } catch (Vault.VaultException broken) {
      return false;
    }
  }
}
