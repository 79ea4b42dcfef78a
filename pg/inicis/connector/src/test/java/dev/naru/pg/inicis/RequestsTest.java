package dev.naru.pg.inicis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Cancels.CancelRequest;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgTransport;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests requests byte for byte (protocols/inicis.md §3.6, §3.9, §4.4, §4.5, §7, §16). */
class RequestsTest {
  private static final Authenticated PC =
      new Proof.Pc(Fixtures.PC, "c2FuZGJveC1hdXRoLXRva2Vu", "stg").toAuthenticated();
  private static final Authenticated MOBILE =
      new Proof.Mobile(Fixtures.MOBILE, "INIMX_AUTHINIpayTest20260115102500000002", "ks")
          .toAuthenticated();

  private final PersistedAttempt attempt = Fixtures.attempt(Fixtures.channel(Mode.TEST), 1_000);
  private final List<PgTransport.Request> sent = new ArrayList<>();
  private final InicisConnector connector =
      new InicisConnector(
          request -> {
            sent.add(request);
            throw new IOException("nobody there");
          },
          InstantSource.fixed(Instant.ofEpochMilli(1768440361456L)));

  @Test
  void the_pc_approval_is_the_one_of_the_protocol_s_example() {
    connector.approve(attempt, PC);
    assertThat(sent.getFirst().uri()).hasToString("https://stgstdpay.inicis.com/api/payAuth");
    assertThat(sent.getFirst().contentType()).startsWith("application/x-www-form-urlencoded");
    assertThat(fields())
        .containsExactly(
            Map.entry("mid", "INIpayTest"),
            Map.entry("authToken", "c2FuZGJveC1hdXRoLXRva2Vu"),
            Map.entry("timestamp", "1768440361456"),
            Map.entry(
                "signature", "fa07d8825f8d00ee9b60a873a87f5097c7f1678c8e98faded7db48a79af48561"),
            Map.entry(
                "verification", "6ec1f7c3077dcb4847b6462e43e9c9d0751026ca9126eb53eae98df758a3a99a"),
            Map.entry("charset", "UTF-8"),
            Map.entry("format", "JSON"),
            Map.entry("price", "1000"));
  }

  @Test
  void an_authentication_in_a_log_shows_no_token() {
    assertThat(Proof.of(PC)).hasToString("Pc[hidden, stg]");
    assertThat(Proof.of(MOBILE)).hasToString("Mobile[hidden, ks]");
    assertThat(new InicisCall.Answered(new byte[2])).hasToString("Answered[2 bytes]");
  }

  @Test
  void the_pc_net_cancel_repeats_the_signed_fields() {
    connector.netCancel(attempt, PC, null, null);
    assertThat(sent.getFirst().uri()).hasToString("https://stgstdpay.inicis.com/api/netCancel");
    assertThat(fields().keySet())
        .containsExactly(
            "mid", "authToken", "timestamp", "signature", "verification", "charset", "format");
  }

  @Test
  void a_token_s_plus_and_equals_survive_the_form() {
    connector.approve(attempt, new Proof.Pc(Fixtures.PC, "a+b/c==\r\nd", "stg").toAuthenticated());
    assertThat(fields()).containsEntry("authToken", "a+b/c==\r\nd");
  }

  @Test
  void the_mobile_approval_names_mid_and_authentication() {
    connector.approve(attempt, MOBILE);
    assertThat(sent.getFirst().uri()).hasToString("https://ksmobile.inicis.com/smart/payReq.ini");
    assertThat(fields())
        .containsExactly(
            Map.entry("P_MID", "INIpayTest"),
            Map.entry("P_TID", "INIMX_AUTHINIpayTest20260115102500000002"));
  }

  @Test
  void a_net_cancel_has_undone_the_charge_that_the_answer_names_and_never_an_authentication() {
    String known = "INIMX_CARDINIpayTest20260115102601000003";
    String told = "INIMX_CARDINIpayTest20260115102601000009";
    assertThat(undoneBy(told, known)).isEqualTo(new NetCancelOutcome.Undone(told));
    assertThat(undoneBy("INIMX_AUTHINIpayTest20260115102500000002", known))
        .isEqualTo(new NetCancelOutcome.Undone(known));
    assertThat(undoneBy("INIMX_CARDINIpayOthr20260115102601000009", known))
        .isEqualTo(new NetCancelOutcome.Undone(known));
  }

  private NetCancelOutcome undoneBy(String told, String known) {
    byte[] answer = ("P_STATUS=00&P_RMESG1=ok&P_TID=" + told).getBytes(StandardCharsets.UTF_8);
    return new InicisConnector(
            _ -> new PgTransport.Response(200, "", answer),
            InstantSource.fixed(Instant.ofEpochMilli(1768440361456L)))
        .netCancel(attempt, MOBILE, known, null);
  }

  @Test
  void the_mobile_net_cancel_names_the_authentication_and_is_checked_against_forgery() {
    connector.netCancel(attempt, MOBILE, "INIMX_CARDINIpayTest20260115102601000003", null);
    assertThat(sent.getFirst().uri())
        .hasToString("https://ksmobile.inicis.com/smart/payNetCancel.ini");
    assertThat(fields())
        .containsExactly(
            Map.entry("P_TID", "INIMX_AUTHINIpayTest20260115102500000002"),
            Map.entry("P_MID", "INIpayTest"),
            Map.entry("P_AMT", "1000"),
            Map.entry("P_OID", Fixtures.OID),
            Map.entry("P_TIMESTAMP", "1768440361456"),
            Map.entry(
                "P_CHKFAKE",
                new InicisSigner(InicisSettings.of(attempt.channel()))
                    .chkFake("1000", Fixtures.OID, "1768440361456")));
  }

  @Test
  void an_inquiry_is_the_one_of_the_protocol_s_example() {
    InicisConnector halfPastTen =
        new InicisConnector(
            request -> {
              sent.add(request);
              throw new IOException("nobody there");
            },
            InstantSource.fixed(Instant.parse("2026-01-15T01:30:00Z")));
    halfPastTen.inquire(attempt, "StdpayCARDINIpayTest20260115102601000001");
    assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"mid\":\"INIpayTest\",\"type\":\"inquiry\",\"timestamp\":\"20260115103000\","
                + "\"clientIp\":\"192.0.2.10\","
                + "\"data\":{\"tid\":\"StdpayCARDINIpayTest20260115102601000001\"},"
                + "\"hashData\":\"f1529e6dc6a4af3fb7ed845ecaed90c15cc15561df741bba34b61b6a1cc175d1"
                + "6639222679952afd22b346fef638fcc2f382de344d928fb2a96a4cad1371a077\"}");
  }

  @Test
  void each_call_waits_as_long_as_its_kind_may_take() {
    connector.approve(attempt, PC);
    connector.netCancel(attempt, PC, null, null);
    connector.inquire(attempt, null);
    connector.cancel(
        attempt,
        new CancelRequest("tid", PayMethod.CARD, 1_000, 1_000, false, null, null, null, ""));
    assertThat(sent)
        .extracting(PgTransport.Request::timeout)
        .containsExactly(
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    String body = new String(sent.getFirst().body(), StandardCharsets.UTF_8);
    Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return fields;
  }
}
