package dev.naru.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.hub.testing.AtOnce;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Tests that the audit log is only ever added to, and that a check finds what was done to it. */
@Tag("G11")
class AuditTest {

  private static final String REFUSED = "the audit log is only ever added to";

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private final long merchant = shop.merchant.id();
  private final Audit audit = hub.bean(Audit.class);

  @BeforeEach
  void three_changes() {
    for (int i = 1; i <= 3; i++) {
      note("change " + i);
    }
  }

  private void note(String what) {
    audit.note(
        new Audit.Change(
            "owner@shop.example",
            what,
            "바뀐 것 😀",
            merchant,
            Map.of("b", "1", "aa", ""),
            Map.of("b", "\u001f\"")));
  }

  /** A person with the database's own rights, whom no trigger stops. */
  private void tampers(String sql) {
    hub.world
        .db()
        .sql(
            "set session_replication_role = replica; "
                + sql.replace(":merchant", String.valueOf(merchant))
                + "; set session_replication_role = default")
        .update();
  }

  private List<String> faults() {
    return audit.check().faults().stream()
        .filter(fault -> fault.startsWith("merchant " + merchant + ":"))
        .toList();
  }

  @Test
  void a_log_that_nobody_touched_is_whole_and_numbered() {
    assertThat(faults()).isEmpty();
    assertThat(audit.newestOf(merchant, null, 10))
        .extracting(Audit.Line::place)
        .containsExactly(3L, 2L, 1L);
    assertThatThrownBy(() -> hub.world.db().sql("update audit set what = 'x'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining(REFUSED);
  }

  @Test
  void who_change_something_at_once_get_lines_one_after_another() throws Exception {
    AtOnce.times(
        8,
        () -> {
          note("at once");
          return true;
        });
    assertThat(faults()).isEmpty();
    assertThat(audit.newestOf(merchant, null, 20))
        .extracting(Audit.Line::place)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 11).mapToObj(Long::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set who = 'nobody@shop.example' where merchant_id = :merchant and place = 2",
        "update audit set after = '{}' where merchant_id = :merchant and place = 1",
        "update audit set at = at - interval '1 microsecond' where merchant_id = :merchant and place = 3",
        "update audit set what = what || ' ', subject = ltrim(subject) where merchant_id = :merchant and place = 3",
        "delete from audit where merchant_id = :merchant and place = 2",
        "delete from audit where merchant_id = :merchant and place = 3",
        "delete from audit where merchant_id = :merchant",
        "delete from audit_head where merchant_id = :merchant",
        "update audit_head set place = 2 where merchant_id = :merchant",
        "insert into audit select gen_random_uuid(), at, who, what, subject, merchant_id, before, after, 4, hash"
            + " from audit where merchant_id = :merchant and place = 3",
      })
  void what_was_done_to_a_log_is_found(String tampering) {
    String before = audit.check().fingerprint();
    tampers(tampering);
    assertThat(faults()).hasSize(1);
    assertThat(audit.check().isWhole()).isFalse();
    tampers(
        "delete from audit where merchant_id = :merchant;"
            + " delete from audit_head where merchant_id = :merchant");
    assertThat(faults()).isEmpty();
    assertThat(audit.check().fingerprint()).isNotEqualTo(before);
  }

  @Test
  void a_line_that_was_changed_is_named_by_its_place() {
    tampers(
        "update audit set who = 'nobody@shop.example' where merchant_id = :merchant and place = 2");
    assertThat(faults()).singleElement().asString().endsWith("at place 2");
    tampers(
        "delete from audit where merchant_id = :merchant;"
            + " delete from audit_head where merchant_id = :merchant");
  }
}
