package dev.naru.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.admin.Commands.Ended;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What another hub or a PG hands over, as CSV. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";
  private static final String KEYS =
      "customer_uid,pg_provider,mid,billKey,card_number,customer_name";
  private static final String PAYMENTS =
      "imp_uid,merchant_uid,status,pg_provider,mid,pg_tid,amount,cancel_amount,paid_at,cancelled_at,failed_at,buyer_name\n";

  @TempDir static Path home = Path.of("");
  private Commands commands;
  private String code = "";

  @BeforeAll
  void database() {
    commands = Commands.onAnEmptyDatabase("imports", home);
  }

  @BeforeEach
  void merchantWithAChannel() {
    code = commands.merchant();
    commands.channel(code);
  }

  private Ended take(String what, String csv, String... more) {
    return commands.run(Map.of(), csv, args(what, more));
  }

  private String[] args(String what, String... more) {
    var args = new java.util.ArrayList<>(List.of("import", what, "-", "--merchant", code));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static JsonNode report(Ended ended) {
    return JsonMapper.shared().readTree(ended.out());
  }

  private static String counts(Ended ended) {
    JsonNode report = report(ended);
    return "%s entered, %s there, %s bad"
        .formatted(report.path("entered"), report.path("there"), report.path("bad").size());
  }

  private long rows(String table) {
    return commands
        .database()
        .sql(
            "select count(*) from %s t join merchant m on m.id = t.merchant_id where m.user_code = ?"
                .formatted(table))
        .param(code)
        .query(Long.class)
        .single();
  }

  @Test
  @Tag("G11")
  void payments_are_entered_once_and_the_journal_stays_whole() {
    String n = code.substring(3);
    String csv =
        PAYMENTS
            + "imp_a%s,o-1,paid,html5_inicis,INIpayTest,tid1%s,1000,0,2026-11-01 09:00:00,,,홍길동\n"
                .formatted(n, n)
            + ",o-2,cancelled,inicis,INIpayTest,tid2%s,2000,500,2026-11-01T00:00:00Z,1793491200,,\n"
                .formatted(n)
            + "imp_c%s,o-3,cancelled,html5_inicis,INIpayTest,tid3%s,3000,3000,2026-11-01 09:00,2026-11-02 09:00,,\n"
                .formatted(n, n)
            + "imp_d%s,o-3,paid,html5_inicis,INIpayTest,tid4%s,3000,,2026-11-03 09:00:00,,,\n"
                .formatted(n, n)
            + "imp_e%s,o-4,failed,html5_inicis,INIpayTest,,4000,,,,2026-11-03 09:00:00,\n"
                .formatted(n);

    Ended dry = take("payments", csv, "--dry-run", "--json");
    assertThat(dry.exit()).as(dry.out() + dry.err()).isZero();
    assertThat(counts(dry)).isEqualTo("5 entered, 0 there, 0 bad");
    assertThat(rows("payment")).isZero();

    assertThat(counts(take("payments", csv, "--json"))).isEqualTo("5 entered, 0 there, 0 bad");
    assertThat(counts(take("payments", csv, "--json"))).isEqualTo("0 entered, 5 there, 0 bad");
    assertThat(rows("payment")).isEqualTo(5);
    assertThat(commands.run("verify", "--json").json().path("faulty").asInt(-1)).isZero();
    assertThat(commands.run("payment", "show", "imp_a" + n).out()).contains("o-1", "paid", "1000");
    assertThat(
            commands
                .run("export", "--from", "2026-11-01", "--to", "2026-11-30", "--merchant", code)
                .out())
        .contains("imp_c%s,o-3,cancelled".formatted(n), ",KRW,2000,500,2026-11-01T09:00+09:00");
    assertThat(commands.run("audit", "--limit", "1", "--json").json().get(0).toString())
        .contains("import payments", "\"entered\":\"5\"");
  }

  @Test
  void every_bad_line_is_named_and_nothing_is_entered_then() {
    String n = code.substring(3);
    String good =
        "imp_g%s,g-1,paid,html5_inicis,INIpayTest,tidg%s,1000,,2026-11-01 09:00:00,,,"
            .formatted(n, n);
    String csv =
        PAYMENTS
            + good
            + "\n"
            + ",b-1,paid,html5_inicis,OTHER,tb1,1000,,2026-11-01 09:00:00,,,\n"
            + ",b-2,ready,html5_inicis,INIpayTest,tb2,1000,,2026-11-01 09:00:00,,,\n"
            + ",b-3,paid,html5_inicis,INIpayTest,tb3,\"1,000\",,2026-11-01 09:00:00,,,\n"
            + ",b-4,paid,html5_inicis,INIpayTest,tb4,1000,,2026-02-30 09:00:00,,,\n"
            + ",b-5,paid,html5_inicis,INIpayTest,tb5,1000\n"
            + "\n"
            + ",\"b-\n6\",paid,html5_inicis,INIpayTest,,1000,,2026-11-01 09:00:00,,,\n"
            + ",g-1,paid,html5_inicis,INIpayTest,tb7,1000,,2026-11-01 09:00:00,,,\n"
            + ",b-8,paid,html5_inicis,INIpayTest,tidg%s,1000,,2026-11-01 09:00:00,,,\n".formatted(n)
            + ",b-9,cancelled,html5_inicis,INIpayTest,tb9,1000,,2026-11-01 09:00:00,,,\n"
            + good.replace("g-1", "other-order")
            + "\n";
    Ended ended = take("payments", csv);
    assertThat(ended.exit()).isEqualTo(ExitCode.NOT_DONE);
    assertThat(ended.err()).hasLineCount(1).contains("10 lines are bad");
    assertThat(ended.out())
        .contains(
            "line 3: the merchant has no channel of html5_inicis with the MID OTHER",
            "line 4: it has not ended",
            "line 5: amount has a wrong value",
            "line 6: paid_at is no time",
            "line 7: it has more or fewer cells",
            "line 9: pg_tid is missing",
            "line 11: the payment imp_g%s of the same order is paid".formatted(n),
            "line 12: the payment imp_g%s has the same pg_tid".formatted(n),
            "line 13: cancel_amount is missing",
            "line 14: another payment has the number imp_g" + n)
        .contains("Nothing was entered");
    assertThat(rows("payment")).isZero();
    assertThat(take("payments", csv, "--dry-run").exit()).isEqualTo(ExitCode.FOUND_TROUBLE);
  }

  @Test
  @Tag("G31")
  void a_payment_number_of_another_merchant_is_taken() {
    String n = code.substring(3);
    String csv =
        PAYMENTS
            + "imp_x%s,o-1,paid,html5_inicis,INIpayTest,tidx,1000,,2026-11-01 09:00:00,,,\n"
                .formatted(n);
    assertThat(take("payments", csv).exit()).isZero();
    merchantWithAChannel();
    assertThat(take("payments", csv).out()).contains("another payment has the number imp_x" + n);
  }

  @Test
  @Tag("G27")
  void keys_are_sealed_and_a_key_that_the_customer_has_stays() {
    String csv =
        KEYS + "\ncu-1,html5_inicis,INIpayTest,%s,4000-12**-****-3456,홍길동\n".formatted(KEY);
    assertThat(counts(take("keys", csv, "--json"))).isEqualTo("1 entered, 0 there, 0 bad");
    assertThat(counts(take("keys", csv, "--json"))).isEqualTo("0 entered, 1 there, 0 bad");
    String kept =
        commands
            .database()
            .sql(
                "select k::text || encode(k.key_sealed, 'escape') || encode(k.holder_sealed,"
                    + " 'escape') from billing_key k")
            .query(String.class)
            .list()
            .toString();
    assertThat(kept).contains("cu-1").doesNotContain(KEY, "홍길동");
    Ended other =
        take(
            "keys",
            KEYS
                + "\ncu-1,html5_inicis,INIpayTest,%s,,\n".formatted(KEY.replace('0', 'f'))
                + "cu-2,html5_inicis,INIpayTest,short,,\n");
    assertThat(other.out())
        .contains("line 2: the customer has another billing key here, which stays")
        .contains("line 3: these are no values of a billing key", "billKey: 40 letters or digits")
        .doesNotContain("short,");
    assertThat(commands.run("audit", "--json").out()).contains("import keys").doesNotContain(KEY);
  }

  @Test
  @Tag("G15")
  void schedules_are_entered_once_for_customers_whose_keys_are_here() {
    take(
        "keys", "customer_uid,pg_provider,mid,billKey\ncu-9,html5_inicis,INIpayTest," + KEY + "\n");
    Instant due = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    String head = "customer_uid,merchant_uid,schedule_at,amount,name\n";
    String csv = head + "cu-9,s-1,%d,1000,\"'=이름\"\n".formatted(due.getEpochSecond());
    assertThat(counts(take("schedules", csv, "--dry-run", "--json")))
        .isEqualTo("1 entered, 0 there, 0 bad");
    assertThat(rows("schedule")).isZero();
    assertThat(counts(take("schedules", csv, "--json"))).isEqualTo("1 entered, 0 there, 0 bad");
    assertThat(counts(take("schedules", csv, "--json"))).isEqualTo("0 entered, 1 there, 0 bad");
    assertThat(commands.database().sql("select name from schedule").query(String.class).list())
        .contains("=이름");
    assertThat(
            take(
                    "schedules",
                    head
                        + "cu-0,s-2,%d,1000,\n".formatted(due.getEpochSecond())
                        + "cu-9,s-3,2020-01-01 00:00:00,1000,\n"
                        + "cu-9,s-1,%d,2000,\n".formatted(due.getEpochSecond()))
                .out())
        .contains(
            "line 2: the customer cu-0 has no billing key here",
            "line 3: its time is past",
            "line 4: the order s-1 is scheduled or paid here");
  }

  @Test
  void a_customer_is_forgotten_once_nothing_is_to_come_and_the_key_stays() {
    take("keys", KEYS + ",customer_id\ncu-7,html5_inicis,INIpayTest," + KEY + ",,지워질사람,id-7\n");
    Instant due = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    take(
        "schedules",
        "customer_uid,merchant_uid,schedule_at,amount,buyer_name,custom_data\ncu-7,e-1,%d,1000,지워질사람,지워질사람\n"
            .formatted(due.getEpochSecond()));
    String[] erase = {
      "payment", "erase-customer", "cu-7", "--merchant", code, "--reason", "asked for"
    };
    commands.refused(ExitCode.NOT_DONE, "still to come", erase);
    commands
        .database()
        .sql(
            "update schedule set status = 'revoked', revoked_at = now(), due_at = null where"
                + " order_number = 'e-1'")
        .update();
    String sealed = sealedOf("cu-7");
    assertThat(commands.run(erase).exit()).isZero();
    assertThat(commands.run(erase).exit()).as("once more").isZero();
    assertThat(sealedOf("cu-7")).isNotEqualTo(sealed).endsWith("null null");
    assertThat(
            counts(take("keys", KEYS + "\ncu-7,html5_inicis,INIpayTest," + KEY + ",,\n", "--json")))
        .as("the key is still the customer's")
        .isEqualTo("0 entered, 1 there, 0 bad");
    commands.refused(
        ExitCode.NOT_DONE,
        "no billing key",
        "payment",
        "erase-customer",
        "nobody",
        "--merchant",
        code,
        "--reason",
        "x");
    assertThat(commands.run("audit", "--json").out())
        .contains("payment erase-customer", "asked for");
  }

  @Test
  void a_payments_buyer_is_erased_for_a_reason_and_found_no_more() {
    String n = code.substring(3);
    String number = "imp_z" + n;
    take(
        "payments",
        PAYMENTS
            + "%s,z-1,paid,html5_inicis,INIpayTest,tidz%s,1000,0,2026-11-01 09:00:00,,,지워질사람\n"
                .formatted(number, n));
    assertThat(rows("payment_buyer")).isPositive();
    String before = buyerOf(number);
    assertThat(commands.run("payment", "erase", number, "--reason", "asked for by mail").out())
        .contains(number);
    assertThat(buyerOf(number)).isNotEqualTo(before);
    assertThat(rows("payment_buyer")).isZero();
    assertThat(commands.run("payment", "show", number).out()).contains("z-1", "paid", "1000");
    assertThat(commands.run("audit", "--limit", "1", "--json").json().get(0).toString())
        .contains("payment erase", number, "asked for by mail")
        .doesNotContain("지워질사람");
    commands.refused(
        ExitCode.NOT_DONE, "no payment imp_0", "payment", "erase", "imp_0", "--reason", "x");
  }

  private String buyerOf(String number) {
    return commands
        .database()
        .sql("select encode(buyer_sealed, 'hex') from payment where payment_number = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  private String sealedOf(String customer) {
    return commands
        .database()
        .sql(
            """
            select concat(encode(s.buyer_sealed, 'hex'), ' ', s.custom_data, coalesce(k.customer_id, 'null'), ' ',
                          coalesce(encode(k.holder_sealed, 'hex'), 'null'))
              from billing_key k join schedule s using (merchant_id, customer_key)
              join merchant m on m.id = k.merchant_id
             where k.customer_key = ? and m.user_code = ?
            """)
        .param(customer)
        .param(code)
        .query(String.class)
        .single();
  }

  @Test
  void a_file_that_is_misspelt_or_in_another_character_set_is_refused_as_a_whole() {
    assertThat(take("payments", "imp_uid,order\n").err())
        .hasLineCount(1)
        .contains("\"order\"", "merchant_uid");
    assertThat(take("keys", "customer_uid,mid\n").err()).hasLineCount(1).contains("pg_provider");
    byte[] korean =
        (KEYS + "\ncu-k,html5_inicis,INIpayTest," + KEY + ",,똠방각하\n")
            .getBytes(Charset.forName("MS949"));
    assertThat(commands.run(Map.of(), korean, args("keys")).err())
        .hasLineCount(1)
        .contains("--charset MS949");
    assertThat(counts(commands.run(Map.of(), korean, args("keys", "--charset", "MS949", "--json"))))
        .isEqualTo("1 entered, 0 there, 0 bad");
    assertThat(take("keys", "\uFEFF" + KEYS + "\n").exit()).isZero();
    commands.refused(
        ExitCode.NOT_DONE,
        "can't be read",
        "import",
        "keys",
        home.resolve("none.csv").toString(),
        "--merchant",
        code);
    commands.refused(ExitCode.WRONG_USE, "--merchant", "import", "keys", "-");
  }
}
