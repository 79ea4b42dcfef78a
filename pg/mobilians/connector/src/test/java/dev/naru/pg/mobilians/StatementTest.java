package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.mobilians.statement.MobiliansStatements;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The exported list, whose columns are data (protocols/reconciliation.md §4, §9.4, §11). */
class StatementTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 15);
  private static final Charset MS949 = Charset.forName("MS949");

  private static byte[] sample() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("docs/protocols/reconciliation-samples/mobilians-20260115.ms949.csv");
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    throw new AssertionError("no sample");
  }

  private static StatementRow.Fees fees(StatementRow row) {
    return Objects.requireNonNull(row.fees());
  }

  private static List<StatementRow> read(Map<String, String> settings, byte[] raw)
      throws UnreadableStatementException, IOException {
    List<StatementRow> rows = new ArrayList<>();
    MobiliansStatements.read(
        new ChannelConfig("170622040674", Mode.LIVE, settings, null),
        DAY,
        new ByteArrayInputStream(raw),
        rows::add);
    return rows;
  }

  @Test
  void the_sample_is_read_to_its_totals() throws Exception {
    List<StatementRow> rows = read(Map.of(), sample());

    assertThat(rows).hasSize(7);
    assertThat(rows.stream().mapToLong(row -> fees(row).netMinor()).sum()).isEqualTo(82_502);
    assertThat(rows.get(2).kind()).isEqualTo(Kind.CANCEL);
    assertThat(rows.get(2).amountMinor()).isEqualTo(5_500);
    assertThat(rows.get(2).pgTid()).isEqualTo("5260115000000002");
    assertThat(rows.get(0).method()).isEqualTo("phone");
  }

  @Test
  void a_wrong_charset_a_changed_amount_and_a_number_that_a_spreadsheet_lost_are_refused()
      throws Exception {
    String text = new String(sample(), MS949);
    for (byte[] wrong :
        List.of(
            text.getBytes(StandardCharsets.UTF_8),
            text.replace(",11000,", ",11001,").getBytes(MS949),
            text.replace("5260115000000001", "5.26E+15").getBytes(MS949),
            text.replace("승인,170622040674,5260115000000006", "승인,9,5260115000000006")
                .getBytes(MS949),
            (text + text).getBytes(MS949))) {
      assertThatThrownBy(() -> read(Map.of(), wrong))
          .isInstanceOf(UnreadableStatementException.class);
    }
  }

  @Test
  void a_bom_means_utf_8_and_other_columns_are_named_at_the_channel() throws Exception {
    String other = "\uFEFF" + new String(sample(), MS949).replace("거래번호,가맹점거래번호", "KG번호,가맹점거래번호");

    assertThat(
            read(
                Map.of("mobilians.statement_columns", "tid=KG번호; at=거래일시"),
                other.getBytes(StandardCharsets.UTF_8)))
        .hasSize(7);
  }
}
