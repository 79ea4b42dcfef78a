package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests a PC window that issues a key and tells an approval number, as if the buyer had been
 * charged (protocols/inicis.md §3.11): only an inquiry is believed.
 */
@Tag("G07")
class UnexpectedChargeTest {
  private static final String TID = "StdpayBILLINIpayTest20260115102601000001";
  private static final String KEY = "\"CARD_BillKey\":\"" + InicisFixture.BILL_KEY + "\"";
  private static final Map<String, String> VALUES =
      Map.of("mid", Fixtures.MID, "oid", Fixtures.OID, "tid", TID, "price", "1000");

  private final List<String> called = new ArrayList<>();

  @Test
  void a_charge_that_the_inquiry_finds_is_told_with_the_key_that_came_with_it() {
    assertThat(approve("30012345", KEY, Fixtures.text("v2-inquiry.json", VALUES)))
        .isInstanceOfSatisfying(
            Outcome.UnexpectedCharge.class,
            it -> {
              assertThat(it.charge().pgTid()).isEqualTo(TID);
              assertThat(it.charge().applyNum()).isEqualTo("30012345");
              assertThat(it.charge().key())
                  .isEqualTo(new Outcome.IssuedKey(Map.of("billKey", InicisFixture.BILL_KEY)));
            });
    assertThat(called).hasSize(2);
    assertThat(
            approve(
                "30012345", "\"CARD_BillKey\":\"short\"", Fixtures.text("v2-inquiry.json", VALUES)))
        .isInstanceOfSatisfying(
            Outcome.UnexpectedCharge.class, it -> assertThat(it.charge().key()).isNull());
  }

  @Test
  void a_charge_that_is_not_there_or_was_given_back_leaves_the_key_alone() {
    for (String answer :
        List.of(
            Fixtures.text("v2-inquiry.json", VALUES).replace("APPROVAL", "CANCEL"),
            Fixtures.text("v2-failure.json", Map.of("code", "500623", "text", "거래 없음")))) {
      assertThat(approve("30012345", KEY, answer))
          .as(answer)
          .isInstanceOfSatisfying(
              Outcome.KeyIssued.class,
              it -> {
                assertThat(it.pgTid()).isEqualTo(TID);
                assertThat(it.key().secret()).containsEntry("billKey", InicisFixture.BILL_KEY);
              });
    }
  }

  @Test
  void with_neither_a_charge_nor_a_key_or_without_an_answer_nothing_is_known() {
    String none = Fixtures.text("v2-failure.json", Map.of("code", "500623", "text", "거래 없음"));
    assertThat(approve("30012345", "\"x\":\"\"", none)).isInstanceOf(Outcome.Unknown.class);
    String givenBack = Fixtures.text("v2-inquiry.json", VALUES).replace("APPROVAL", "CANCEL");
    assertThat(approve("30012345", "\"x\":\"\"", givenBack)).isInstanceOf(Outcome.Unknown.class);
    assertThat(approve("30012345", KEY, "<html>")).isInstanceOf(Outcome.Unknown.class);
    assertThat(approve("30012345", KEY, "")).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void without_an_approval_number_nobody_is_asked() {
    assertThat(approve(" ", KEY, "")).isInstanceOf(Outcome.KeyIssued.class);
    assertThat(called).hasSize(1);
  }

  /** Approves; an empty answer to the inquiry means that the inquiry is never sent. */
  private Outcome approve(String applNum, String extra, String inquiry) {
    String approval =
        Fixtures.text(
            "pc-method.json",
            Map.of(
                "mid",
                Fixtures.MID,
                "oid",
                Fixtures.OID,
                "price",
                "1000",
                "authSignature",
                "",
                "prefix",
                "StdpayBILL",
                "payMethod",
                "Auth",
                "applNum",
                applNum,
                "extra",
                extra));
    return new InicisConnector(
            request -> answer(request, approval, inquiry),
            InstantSource.fixed(Instant.parse("2026-01-15T01:26:01Z")))
        .approve(
            Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000),
            new Proof.Pc(
                    new WindowOrder(WindowOrder.Window.PC, InicisMethod.CARD, true), "token", "stg")
                .toAuthenticated());
  }

  private PgTransport.Response answer(PgTransport.Request request, String approval, String inquiry)
      throws IOException {
    String path = request.uri().getPath();
    called.add(path);
    if (path.endsWith("/inquiry") && inquiry.isEmpty()) {
      throw new PgTransport.NotSentException("no connection", null);
    }
    String answer = path.endsWith("/inquiry") ? inquiry : approval;
    return new PgTransport.Response(200, "", answer.getBytes(StandardCharsets.UTF_8));
  }
}
