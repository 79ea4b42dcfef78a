package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.naru.pg.inicis.statement.InicisStatements;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.GivesStatements.Obtained;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.StatementRow;
import dev.naru.pg.spi.StatementRow.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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

  // --- payouts as a test makes them

  private static final String ROW_TID = "StdpayCARDnarudemo01202601151025000000";

  /** A row of a payout; the last two digits of its TID are {@code no}. */
  private static String row(int no, String kind, long amount, long fee, long vat, long net) {
    return "B|20260116053000|%d|CC|narudemo01|20260121|11|11|%s%02d||imp_1|%s|20260115102500|%s|30011001|KRW|%d|%d|%d||%d|||||||<br>"
        .formatted(
            no, ROW_TID, no, kind, kind.equals("A") ? "" : "20260115182000", amount, fee, vat, net);
  }

  /** A payout of these rows whose head and trailer say what is given. */
  private static byte[] payout(long announced, String told, String... rows) {
    return ("H|20260116053000|%d||narugroup1|20260121||||||||||||||||||||||<br>"
                .formatted(announced)
            + String.join("", rows)
            + "T|20260116053000|"
            + told
            + "<br>")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A trailer's own fields. */
  private static String told(long count, long amount, long fee, long vat, String back, long net) {
    return "%d|||20260121|||||||||||%d|%d|%d|%s|%d|||||||"
        .formatted(count, amount, fee, vat, back, net);
  }

  private static void assertRefused(String why, byte[] raw) {
    assertThatThrownBy(() -> read(InicisStatements.PAYOUT, PAYOUT_DAY, raw))
        .isInstanceOf(UnreadableStatementException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_payouts_count_and_each_of_its_sums_must_be_those_of_its_rows() throws Exception {
    String[] rows = {row(1, "A", 10_000, -320, -32, 9_648), row(2, "C", -4_000, 128, 13, -3_859)};
    for (long announced : new long[] {2, 4}) {
      byte[] right = payout(announced, told(2, 6_000, -192, -19, "0", 5_789), rows);
      assertThat(read(InicisStatements.PAYOUT, PAYOUT_DAY, right)).hasSize(2);
    }
    assertRefused("rows and has", payout(3, told(2, 6_000, -192, -19, "0", 5_789), rows));
    assertRefused("rows and has", payout(2, told(3, 6_000, -192, -19, "0", 5_789), rows));
    for (String wrong :
        new String[] {
          told(2, 6_001, -192, -19, "0", 5_789),
          told(2, 6_000, -191, -19, "0", 5_789),
          told(2, 6_000, -192, -20, "0", 5_789),
          told(2, 6_000, -192, -19, "0", 5_790),
          told(2, 6_000, -192, -19, "-1", 5_789)
        }) {
      assertRefused("aren't those of its rows", payout(2, wrong, rows));
    }
  }

  @Test
  void money_that_was_charged_back_is_a_row_without_a_charge() throws Exception {
    byte[] back =
        payout(
            1, told(1, 10_000, -320, -32, "-5000", 4_648), row(1, "A", 10_000, -320, -32, 9_648));
    List<StatementRow> rows = read(InicisStatements.PAYOUT, PAYOUT_DAY, back);
    assertThat(rows).extracting(StatementRow::kind).containsExactly(Kind.CHARGE, Kind.ADJUSTMENT);
    assertThat(rows.getLast().amountMinor()).isEqualTo(5_000);
    assertThat(rows.getLast().fees()).isEqualTo(new StatementRow.Fees(0, 0, -5_000));

    byte[] none =
        payout(1, told(1, 10_000, -320, -32, "", 9_648), row(1, "A", 10_000, -320, -32, 9_648));
    assertThat(read(InicisStatements.PAYOUT, PAYOUT_DAY, none)).hasSize(1);
  }

  @Test
  void fees_have_one_sign_in_a_whole_payout_and_a_row_without_any_has_none() throws Exception {
    String free = row(1, "A", 1_000, 0, 0, 1_000);
    String minus = row(2, "A", 10_000, -320, -32, 9_648);
    String plus = row(3, "A", 10_000, 320, 32, 9_648);
    for (String paid : new String[] {minus, plus}) {
      long sign = paid.equals(plus) ? 1 : -1;
      for (String[] rows : new String[][] {{free, paid}, {paid, free}}) {
        assertThat(
                read(
                    InicisStatements.PAYOUT,
                    PAYOUT_DAY,
                    payout(2, told(2, 11_000, sign * 320, sign * 32, "0", 10_648), rows)))
            .filteredOn(row -> row.amountMinor() == 10_000)
            .singleElement()
            .satisfies(
                row -> assertThat(row.fees()).isEqualTo(new StatementRow.Fees(320, 32, 9_648)));
      }
    }
    String told = told(2, 20_000, 0, 0, "0", 19_296);
    assertRefused("don't add up", payout(2, told, minus, plus));
    assertRefused("don't add up", payout(2, told, plus, minus));
    assertRefused("don't add up", payout(1, told, row(1, "A", 10_000, 0, 32, 10_000)));
    assertRefused("don't add up", payout(1, told, row(1, "A", 10_000, 320, 0, 10_000)));
    assertRefused("don't add up", payout(1, told, row(1, "A", 10_000, 0, 0, 9_999)));
  }

  @Test
  void a_payouts_row_that_contradicts_itself_is_refused() {
    String told = told(1, 10_000, -320, -32, "0", 9_648);
    String row = row(1, "A", 10_000, -320, -32, 9_648);
    assertRefused("don't fit", payout(1, told, row(1, "A", 0, 0, 0, 0)));
    assertRefused("don't fit", payout(1, told, row(1, "C", 10_000, 0, 0, 10_000)));
    assertRefused("don't fit", payout(1, told, row(1, "X", -10_000, 0, 0, -10_000)));
    assertRefused("another MID", payout(1, told, row.replace("|narudemo01|", "|narudemo02|")));
    assertRefused("isn't of this payout", payout(1, told, row.replace("20260121", "20260122")));
    assertRefused("isn't of this payout", payout(1, told, row.replace("B|", "X|")));
    assertRefused("field 23 must be empty", payout(1, told, row.replace("|||||||<", "|||x||||<")));
    assertRefused("field 27 must be empty", payout(1, told, row.replace("|||||||<", "|||||||x<")));
  }

  // --- how a list is asked for

  private final List<PgTransport.Request> sent = new ArrayList<>();

  private Obtained obtain(
      Map<String, String> settings, StatementForm form, int status, String text) {
    var connector =
        new InicisConnector(
            request -> {
              sent.add(request);
              return new PgTransport.Response(
                  status, "text/html", text.getBytes(StandardCharsets.US_ASCII));
            },
            InstantSource.fixed(Instant.EPOCH));
    assertThat(connector.statementForms()).contains(form);
    return connector.obtainStatement(
        new ChannelConfig("narudemo01", Mode.LIVE, settings, null), form, DAY);
  }

  private Obtained obtain(String answer) {
    return obtain(Map.of("feedPassword", "p&w"), InicisStatements.APPROVALS, 200, answer);
  }

  @Test
  void a_list_is_asked_for_with_its_password_in_the_body() {
    assertThat(obtain("a|b<br>")).isInstanceOf(Obtained.Bytes.class);
    assertThat(sent.getLast().uri())
        .hasToString("https://iniweb.inicis.com/service/urlsvc/UrlSendAll.jsp");
    assertThat(sent.getLast().body())
        .asString()
        .isEqualTo("urlid=narudemo01&passwd=p%26w&date=20260115&stime=000000&etime=235959");

    obtain(Map.of("feedPassword", "pw"), InicisStatements.PAYOUT, 200, "a|b<br>");
    assertThat(sent.getLast().uri())
        .hasToString("https://iniweb.inicis.com/mall/cr/urlsvc/UrlSendCalCulAll.jsp");
    assertThat(sent.getLast().body())
        .asString()
        .isEqualTo("urlid=narudemo01&passwd=pw&date=20260115&flgurl=32");
    obtain(
        Map.of("feedPassword", "pw", "feedId", "narugroup1"),
        InicisStatements.PAYOUT,
        200,
        "a|b<br>");
    assertThat(sent.getLast().body()).asString().contains("urlid=narugroup1").endsWith("flgurl=31");
  }

  @Test
  void without_a_password_no_list_is_asked_for() {
    assertThat(obtain(Map.of("feedPassword", " "), InicisStatements.PAYOUT, 200, "a|b"))
        .isEqualTo(new Obtained.NotConfigured("feedPassword"));
    assertThat(sent).isEmpty();
  }

  @Test
  void only_a_list_is_a_list_and_only_no_data_is_an_empty_day() {
    assertThat(obtain("<html>NO DATA</html>")).isEqualTo(new Obtained.Nothing());
    assertThat(obtain(" 0002 ")).isEqualTo(new Obtained.Refused("0002"));
    assertThat(obtain("")).isEqualTo(new Obtained.Unclear("an empty answer"));
    assertThat(obtain("<html>login</html>"))
        .isEqualTo(new Obtained.Unclear("the answer is no list"));
    assertThat(obtain("x".repeat(200) + "|")).isInstanceOf(Obtained.Unclear.class);
    assertThat(obtain("x".repeat(199) + "|")).isInstanceOf(Obtained.Bytes.class);
    assertThat(obtain(Map.of("feedPassword", "pw"), InicisStatements.PAYOUT, 500, "a|b"))
        .isEqualTo(new Obtained.Unclear("HTTP 500"));
  }
}
