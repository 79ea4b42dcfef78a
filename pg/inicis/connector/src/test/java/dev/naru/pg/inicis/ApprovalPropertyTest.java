package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Tests that an approval with one wrong field isn't accepted (protocols/inicis.md §3.7, §4.4). */
class ApprovalPropertyTest {
  private static final Instant NOW = Instant.ofEpochMilli(1768440361456L);
  private static final PersistedAttempt ATTEMPT =
      Fixtures.attempt(Fixtures.channel(ChannelConfig.Mode.TEST), 1_000);

  private static final Map<String, String> OURS =
      Map.of("mid", Fixtures.MID, "oid", Fixtures.OID, "price", "1000");

  @Property(tries = 300)
  void a_pc_approval_with_a_strange_field_is_unknown(
      @ForAll("pcField") String field, @ForAll("value") String value) {
    String answer = pc("");
    String changed =
        answer.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"");
    boolean same = changed.equals(answer);
    assertThat(pcOutcome(changed))
        .isInstanceOf(same ? Outcome.Approved.class : Outcome.Unknown.class);
  }

  @Property(tries = 300)
  void a_mobile_approval_with_a_strange_field_is_unknown(
      @ForAll("mobileField") String field, @ForAll("value") String value) {
    String answer = mobile();
    String changed = answer.replaceFirst(field + "=[^&]*", field + "=" + value);
    boolean same = changed.equals(answer);
    assertThat(mobileOutcome(changed))
        .isInstanceOf(same ? Outcome.Approved.class : Outcome.Unknown.class);
  }

  @Example
  void an_easy_pay_inside_the_card_window_is_told_as_what_was_used() {
    Outcome outcome = pcOutcome(pc("").replace("\"CARD_SrcCode\":\"\"", "\"CARD_SrcCode\":\"O\""));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> {
              assertThat(approved.method()).isEqualTo(PayMethod.KAKAOPAY);
              assertThat(approved.embPgProvider()).isEqualTo("kakaopay");
            });
  }

  @Example
  void a_card_is_told_in_v1_s_words_and_never_unmasked() {
    Outcome outcome = pcOutcome(pc("").replace("400933*********7", "4009331234567897"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved ->
                assertThat(approved.card())
                    .isEqualTo(new Outcome.CardUsed("366", "신한카드", "400933******7897", 3, 0)));
  }

  @Example
  void an_auth_signature_of_another_exchange_makes_it_unknown_and_its_absence_does_not() {
    assertThat(pcOutcome(pc("0".repeat(64)))).isInstanceOf(Outcome.Unknown.class);
    assertThat(pcOutcome(pc(""))).isInstanceOf(Outcome.Approved.class);
    String genuine =
        InicisSigner.authSignature(Fixtures.MID, Fixtures.OID, "1000", "1768440361456");
    assertThat(pcOutcome(pc(genuine))).isInstanceOf(Outcome.Approved.class);
  }

  @Example
  void a_used_token_is_looked_up_and_never_a_decline() {
    assertThat(pcOutcome("{\"resultCode\":\"R201\",\"resultMsg\":\"\"}"))
        .isInstanceOfSatisfying(
            Outcome.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("already used"));
    assertThat(pcOutcome("{\"resultCode\":\"R301\",\"resultMsg\":\"[500601]\"}"))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(pcOutcome("{\"resultCode\":\"R210\",\"resultMsg\":\"\",\"MOID\":\"HUB-2\"}"))
        .isInstanceOf(Outcome.Unknown.class);
  }

  /** The hub undoes exactly what is named here; what is named wrongly must not be undone. */
  @Example
  void an_approval_of_anothers_order_is_named_only_where_the_charge_is_this_merchants() {
    String anothers = pc("").replace(Fixtures.OID, "HUB-20260115-000002");
    assertThat(namedBy(anothers))
        .isEqualTo(
            new Outcome.AnothersCharge(
                "StdpayCARDINIpayTest20260115102601000001",
                "HUB-20260115-000002",
                Money.krw(1_000)));
    assertThat(namedBy(pc(""))).as("it is ours").isNull();
    for (String[] wrong :
        new String[][] {
          {"\"mid\":\"INIpayTest\"", "\"mid\":\"SomeoneElz\""},
          {"HUB-20260115-000002", ""},
          {"\"TotPrice\":\"1000\"", "\"TotPrice\":\"many\""},
          {"StdpayCARDINIpayTest", "StdpayCARDSomeoneElz"},
          {"StdpayCARDINIpayTest", "INIMX_AUTHINIpayTest"},
        }) {
      assertThat(anothers).contains(wrong[0]);
      assertThat(namedBy(anothers.replace(wrong[0], wrong[1]))).as(wrong[1]).isNull();
    }
  }

  private static Outcome.@Nullable AnothersCharge namedBy(String answer) {
    return pcOutcome(answer) instanceof Outcome.Unknown unknown ? unknown.anothers() : null;
  }

  @Provide
  Arbitrary<String> pcField() {
    return Arbitraries.of("mid", "MOID", "TotPrice", "currency", "payMethod", "tid");
  }

  @Example
  void a_mobile_refusal_names_its_code_once() {
    assertThat(
            mobileOutcome(
                Fixtures.text(
                    "mobile-failure.txt",
                    Map.of("code", "01", "text", "[120001]거래제한(정지)카드", "mid", "INIpayTest"))))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> {
              assertThat(declined.error().code()).isEqualTo("120001");
              assertThat(declined.error().text()).isEqualTo("거래제한(정지)카드");
            });
  }

  @Provide
  Arbitrary<String> mobileField() {
    return Arbitraries.of("P_MID", "P_OID", "P_AMT", "P_TYPE", "P_TID");
  }

  @Provide
  Arbitrary<String> value() {
    return Arbitraries.oneOf(
        Arbitraries.strings().alpha().numeric().ofMaxLength(42),
        Arbitraries.of(
            "",
            "999",
            "1001",
            "-1000",
            "1,000",
            "1000.0",
            "1e3",
            "USD",
            "VBank",
            "BANK",
            "StdpayCARDSomeoneElz20260115102601000001",
            "INIMX_AUTHINIpayTest20260115102500000002"));
  }

  private static String pc(String authSignature) {
    return Fixtures.text(
        "pc-approval.json",
        Stream.concat(
                OURS.entrySet().stream(),
                Map.of("authSignature", authSignature).entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static String mobile() {
    return Fixtures.text("mobile-approval.txt", OURS);
  }

  private static Outcome pcOutcome(String answer) {
    return new InicisConnector(says(answer), InstantSource.fixed(NOW))
        .approve(ATTEMPT, new Proof.Pc(Fixtures.PC, "token", "stg").toAuthenticated());
  }

  private static Outcome mobileOutcome(String answer) {
    return new InicisConnector(says(answer), InstantSource.fixed(NOW))
        .approve(ATTEMPT, new Proof.Mobile(Fixtures.MOBILE, "auth", "ks").toAuthenticated());
  }

  private static PgTransport says(String answer) {
    return request ->
        new PgTransport.Response(200, "application/json", answer.getBytes(StandardCharsets.UTF_8));
  }
}
