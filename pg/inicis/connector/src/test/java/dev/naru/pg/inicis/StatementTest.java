package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lists are read as a whole or not at all (protocols/reconciliation.md §3, §9.2, §11). */
class StatementTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
  private static final LocalDate PAYOUT_DAY = LocalDate.of(2026, 1, 21);
  private static final ChannelConfig CHANNEL =
      new ChannelConfig("narudemo01", Mode.LIVE, Map.of(), null);

  private static byte[] sample(String name) throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("docs/protocols/reconciliation-samples").resolve(name);
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    throw new AssertionError("no sample " + name);
  }

  private static byte[] payout() throws IOException {
    return sample("inicis-settlement-20260121.euckr.txt");
  }

  private static byte[] approvals() throws IOException {
    return sample("inicis-transactions-20260115.euckr.txt");
  }

  private static StatementRow.Fees fees(StatementRow row) {
    return Objects.requireNonNull(row.fees());
  }

  private static List<StatementRow> read(StatementForm form, LocalDate day, byte[] raw)
      throws UnreadableStatementException, IOException {
    List<StatementRow> rows = new ArrayList<>();
    InicisStatements.read(CHANNEL, form, day, new ByteArrayInputStream(raw), rows::add);
    return rows;
  }

  @Test
  void a_payout_is_read_to_its_totals() throws Exception {
    List<StatementRow> rows = read(InicisStatements.PAYOUT, PAYOUT_DAY, payout());

    assertThat(rows).hasSize(9);
    assertThat(rows.stream().mapToLong(row -> fees(row).netMinor()).sum()).isEqualTo(111_900);
    assertThat(rows.stream().mapToLong(row -> fees(row).feeMinor()).sum()).isEqualTo(2_364);
    assertThat(rows.stream().mapToLong(row -> fees(row).vatMinor()).sum()).isEqualTo(236);
    StatementRow part = rows.get(2);
    assertThat(part.kind()).isEqualTo(Kind.PARTIAL_CANCEL);
    assertThat(part.pgTid()).isEqualTo("StdpayCARDnarudemo0120260115104012000002");
    assertThat(part.eventTid()).isEqualTo("StdpayCARDnarudemo0120260115150230000013");
    assertThat(part.amountMinor()).isEqualTo(10_000);
    assertThat(fees(part).feeMinor()).isEqualTo(-320);
    StatementRow deposit = rows.get(7);
    assertThat(deposit.pgTid()).isEqualTo("StdpayVBNKnarudemo0120260114200000000007");
    assertThat(deposit.method()).isEqualTo("vbank");
  }

  @Test
  void a_day_s_approvals_are_read_with_charge_and_cancel_of_one_row() throws Exception {
    List<StatementRow> rows = read(InicisStatements.APPROVALS, DAY, approvals());

    assertThat(rows).hasSize(11); // ten records, one of which is a charge and its cancel
    assertThat(rows.get(0).occurredAt()).isEqualTo(Instant.parse("2026-01-15T01:25:00Z"));
    assertThat(rows.stream().filter(row -> row.pgOrderNumber().equals("imp_260115000003")))
        .extracting(StatementRow::kind)
        .containsExactly(Kind.CHARGE, Kind.CANCEL);
    assertThat(rows)
        .filteredOn(row -> row.method().equals("vbank"))
        .singleElement()
        .satisfies(deposit -> {
          assertThat(deposit.pgTid()).isEmpty();
          assertThat(deposit.eventTid()).isEqualTo("ININPGVBNKnarudemo0120260115093000000008");
        });
  }

  @Test
  void a_payout_that_is_cut_anywhere_is_refused() throws Exception {
    byte[] whole = payout();
    int trailer = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("T|");
    for (int length = 0; length < trailer + 60; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(InicisStatements.PAYOUT, PAYOUT_DAY, cut))
          .as("cut after %d bytes", length)
          .isInstanceOf(UnreadableStatementException.class);
    }
  }

  @Test
  void a_payout_that_is_there_twice_or_has_another_amount_is_refused() throws Exception {
    var twice = new ByteArrayOutputStream();
    twice.write(payout());
    twice.write(payout());
    assertThatThrownBy(() -> read(InicisStatements.PAYOUT, PAYOUT_DAY, twice.toByteArray()))
        .isInstanceOf(UnreadableStatementException.class)
        .hasMessageContaining("twice");

    String changed =
        new String(payout(), StandardCharsets.ISO_8859_1).replaceFirst("\\|7000\\|", "|7001|");
    assertThatThrownBy(() ->
            read(
                InicisStatements.PAYOUT, PAYOUT_DAY, changed.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(UnreadableStatementException.class)
        .hasMessageContaining("add up");
  }

  @Test
  void approvals_with_a_field_too_many_or_of_another_mid_or_day_are_refused() throws Exception {
    String text = new String(approvals(), StandardCharsets.ISO_8859_1);
    for (String wrong :
        List.of(
            text.replaceFirst("imp_260115000004\\|\\|", "imp_260115000004||a|"),
            text.replaceFirst("narudemo01\\|MO", "narudemo02|MO"),
            text.replaceFirst("CC\\|A\\|20260115\\|140000", "CC|A|20260114|140000"),
            text.substring(0, text.length() - 30))) {
      assertThatThrownBy(() ->
              read(InicisStatements.APPROVALS, DAY, wrong.getBytes(StandardCharsets.ISO_8859_1)))
          .isInstanceOf(UnreadableStatementException.class);
    }
  }
}
