package dev.naru.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A merchant that goes from one cell's database to another's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MerchantMoveTest {

  @TempDir Path home = Path.of("");
  private Commands first;
  private Commands second;

  @BeforeAll
  void twoCells() {
    first = Commands.onAnEmptyDatabase("cell_00", home);
    second = Commands.onAnEmptyDatabase("cell_01", home);
    second.environment().put("NARU_CELL", "01");
    assertThat(first.run("migrate").exit()).isZero();
    assertThat(second.run("migrate").exit()).isZero();
  }

  @Test
  @Tag("G11")
  void every_row_of_one_merchant_goes_along_and_no_other() throws IOException {
    String moves = merchantWithPayments();
    String stays = merchantWithPayments();
    String paymentsBefore = payments(first, moves);
    long id = id(first, moves);
    String othersBefore = payments(first, stays);
    long linesOfAll = journalLines(first);
    long linesOfIt = journalLines(first, id);
    long linesThere = journalLines(second);
    Path file = home.resolve("merchant.zip");

    long rows =
        first
            .run("merchant", "take-out", moves, "--to", file.toString(), "--wait", "0", "--json")
            .json()
            .path("rows")
            .asLong();

    assertThat(rows).isGreaterThan(5);
    assertThat(first.run("merchant", "list").out()).contains(stays).doesNotContain(moves);
    assertThat(journalLines(first)).isEqualTo(linesOfAll - linesOfIt);
    assertThat(first.run("verify").exit()).isZero();
    assertThat(payments(first, stays)).isEqualTo(othersBefore);

    Path changed = home.resolve("changed.zip");
    Files.copy(file, changed);
    replaceIn(changed, "payment/" + id, "1000", "1001");
    second.refused(
        ExitCode.NOT_DONE, "payment", "merchant", "bring-in", "--from", changed.toString());
    assertThat(journalLines(second)).isEqualTo(linesThere);

    assertThat(second.run("merchant", "bring-in", "--from", file.toString()).exit()).isZero();

    assertThat(payments(second, moves)).isEqualTo(paymentsBefore);
    assertThat(second.run("verify").exit()).isZero();
    assertThat(journalLines(second)).isEqualTo(linesThere + linesOfIt);
    assertThat(second.run("merchant", "routes", moves).out())
        .contains(moves + " 01", "INIpayTest 01", "imp_00" + digits(moves) + "01 01");
    second.refused(ExitCode.NOT_DONE, moves, "merchant", "bring-in", "--from", file.toString());
    // And the journal of both is closed again.
    for (Commands cell : new Commands[] {first, second}) {
      assertThat(
              cell.database()
                  .sql("select count(*) from merchant where user_code like '~%'")
                  .query(Long.class)
                  .single())
          .isZero();
    }
  }

  @Test
  @Tag("G40")
  void a_merchant_with_a_live_channel_of_published_test_keys_is_not_brought_in() {
    String code = merchantWithPayments();
    first
        .database()
        .sql(
            """
            update channel set mode = 'LIVE' where merchant_id =
              (select id from merchant where user_code = :code)
            """)
        .param("code", code)
        .update();
    Path file = home.resolve("live.zip");
    assertThat(
            first.run("merchant", "take-out", code, "--to", file.toString(), "--wait", "0").exit())
        .isZero();

    second.refused(
        ExitCode.NOT_DONE,
        "publishes for tests",
        "merchant",
        "bring-in",
        "--from",
        file.toString());

    assertThat(second.run("merchant", "list").out()).doesNotContain(code);
  }

  @Test
  void an_agency_goes_with_all_its_sub_merchants_and_none_of_them_alone() {
    String agency = merchantWithPayments();
    String member = merchantWithPayments();
    String other = merchantWithPayments();
    tier(agency, "AAA", member);
    tier(agency, "BBB", other);
    Path file = home.resolve("agency.zip");
    first.refused(
        ExitCode.NOT_DONE,
        member + " is a sub-merchant of " + agency,
        "merchant",
        "take-out",
        member,
        "--to",
        file.toString());
    String before = payments(first, agency) + payments(first, member) + payments(first, other);

    assertThat(
            first
                .run(
                    "merchant",
                    "take-out",
                    agency,
                    "--to",
                    file.toString(),
                    "--wait",
                    "0",
                    "--json")
                .json()
                .path("merchants")
                .asInt())
        .isEqualTo(3);
    assertThat(first.run("merchant", "list").out()).doesNotContain(agency, member, other);
    assertThat(first.run("verify").exit()).isZero();
    assertThat(second.run("merchant", "bring-in", "--from", file.toString()).exit()).isZero();

    assertThat(payments(second, agency) + payments(second, member) + payments(second, other))
        .isEqualTo(before);
    assertThat(
            second
                .database()
                .sql("select code from tier where merchant_id = ? order by code")
                .param(id(second, agency))
                .query(String.class)
                .list())
        .containsExactly("AAA", "BBB");
    assertThat(second.run("verify").exit()).isZero();
    assertThat(second.run("merchant", "routes", agency).out())
        .contains(
            agency + " 01", member + " 01", other + " 01", "imp_00" + digits(member) + "01 01");
  }

  private void tier(String agency, String code, String member) {
    first
        .database()
        .sql(
            "insert into tier (merchant_id, code, name, member_id, created_at) values (?, ?, ?, ?, now())")
        .params(id(first, agency), code, "지점 " + code, id(first, member))
        .update();
  }

  private static long id(Commands cell, String userCode) {
    return cell.database()
        .sql("select id from merchant where user_code = ?")
        .param(userCode)
        .query(Long.class)
        .single();
  }

  /** The last eight digits of a user code. */
  private static String digits(String userCode) {
    return userCode.substring(3);
  }

  private String merchantWithPayments() {
    String code = first.merchant();
    first.channel(code);
    String csv =
        """
        imp_uid,merchant_uid,status,pg_provider,mid,pg_tid,amount,cancel_amount,paid_at,cancelled_at
        imp_00%1$s01,o-1,paid,html5_inicis,INIpayTest,tid1%1$s,1000,0,2026-11-01 09:00:00,
        imp_00%1$s02,o-2,cancelled,html5_inicis,INIpayTest,tid2%1$s,3000,3000,2026-11-01 09:00,2026-11-02 09:00
        """
            .formatted(digits(code));
    assertThat(first.run(Map.of(), csv, "import", "payments", "-", "--merchant", code).exit())
        .isZero();
    return code;
  }

  private static String payments(Commands cell, String code) {
    return cell.run("export", "--from", "2026-11-01", "--to", "2026-11-30", "--merchant", code)
        .out();
  }

  private static long journalLines(Commands cell) {
    return cell.database().sql("select count(*) from journal").query(Long.class).single();
  }

  private static long journalLines(Commands cell, long merchantId) {
    return cell.database()
        .sql("select count(*) from journal where merchant_id = ?")
        .param(merchantId)
        .query(Long.class)
        .single();
  }

  private static void replaceIn(Path zip, String entry, String what, String by) throws IOException {
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Path path = inside.getPath(entry);
      String text = Files.readString(path, UTF_8);
      assertThat(text).contains(what);
      Files.writeString(path, text.replace(what, by), UTF_8);
    }
  }
}
