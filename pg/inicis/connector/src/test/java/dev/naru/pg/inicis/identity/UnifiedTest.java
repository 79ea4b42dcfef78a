package dev.naru.pg.inicis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.VerifiesIdentity.Gender;
import dev.naru.pg.spi.VerifiesIdentity.IdentityCheck;
import dev.naru.pg.spi.VerifiesIdentity.IdentityOutcome;
import dev.naru.pg.spi.VerifiesIdentity.Person;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Identity verification by KG INICIS, with the vectors of protocols/inicis-identity.md and the
 * exchange that stands there.
 */
class UnifiedTest {

  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-01-15T01:26:01Z"));

  private static final List<JsonNode> VECTORS = vectors();

  private final List<PgTransport.Request> sent = new ArrayList<>();

  // --- vectors

  @TestFactory
  List<DynamicTest> every_value_opens_or_is_refused_as_written_down() {
    return VECTORS.stream()
        .filter(row -> row.path("name").asString().startsWith("seed."))
        .filter(row -> row.path("inputs").has("token") && row.path("inputs").has("value"))
        .map(row -> DynamicTest.dynamicTest(row.path("name").asString(), () -> checkSeed(row)))
        .toList();
  }

  private static void checkSeed(JsonNode row) {
    JsonNode in = row.path("inputs");
    var opened =
        Seed.key(in.path("token").asString())
            .flatMap(key ->
                Seed.decrypt(key, in.path("seedIv").asString(), in.path("value").asString()));
    String expected = row.path("output").asString();
    if (expected.equals("REJECT")) {
      assertThat(opened).isEmpty();
    } else {
      assertThat(opened).contains(expected);
    }
  }

  @Test
  @Tag("G36")
  void only_kg_inicis_s_own_addresses_are_called() {
    ChannelConfig live = channel(Mode.LIVE, "03");
    for (JsonNode url : vector("authRequestUrl.allow").path("inputs").path("urls")) {
      assertThat(AuthRequestUrl.of(live, url.asString())).as(url.asString()).isPresent();
    }
    for (JsonNode url : vector("authRequestUrl.deny").path("inputs").path("urls")) {
      assertThat(AuthRequestUrl.of(live, url.asString())).as(url.asString()).isEmpty();
    }
    assertThat(AuthRequestUrl.of(live, "https://KSSA.inicis.com:443/getResultData"))
        .contains(URI.create("https://kssa.inicis.com/getResultData"));
  }

  @TestFactory
  List<DynamicTest> every_message_is_decoded_once() {
    return VECTORS.stream()
        .filter(row -> row.path("name").asString().startsWith("resultMsg.decode."))
        .map(row ->
            DynamicTest.dynamicTest(
                row.path("name").asString(),
                () ->
                    assertThat(Percent.decode(row.path("inputs").path("resultMsg").asString()))
                        .isEqualTo(row.path("output").asString())))
        .toList();
  }

  @Test
  void the_form_carries_the_hash_and_never_the_key() {
    var opened =
        (WindowOpening.Opened)
            connector(answer())
                .openIdentity(check("03"), URI.create("https://hub.example/i/token"));
    var form = (PgWindow.Posted) opened.window();
    assertThat(form.action()).isEqualTo(URI.create("https://sa.inicis.com/id/auth"));
    assertThat(form.fields())
        .containsEntry("mid", "INIiasTest")
        .containsEntry("reqSvcCd", "03")
        .containsEntry("mTxId", "n0a1r2u3x4y5z6789abc")
        .containsEntry(
            "authHash", "0b7c17712818e8f541426dd5a88bdb0091438b85ae7d7746a868a24dc86a075a")
        .containsEntry("flgFixedUser", "N")
        .containsEntry("reservedMsg", "isUseToken=Y")
        .containsEntry("DI_CODE", "NARU00000001")
        .containsEntry("successUrl", "https://hub.example/i/token");
    assertThat(form.toString()).doesNotContain("TGdxb2l3enJDWFRTbTgvREU3MGYwUT09");
  }

  @Test
  void the_short_check_has_a_window_of_its_own_and_no_code_of_the_site() {
    var opened =
        (WindowOpening.Opened)
            connector(answer())
                .openIdentity(check("01"), URI.create("https://hub.example/i/token"));
    var form = (PgWindow.Posted) opened.window();
    assertThat(form.action()).isEqualTo(URI.create("https://sa.inicis.com/auth"));
    assertThat(form.fields()).containsEntry("reqSvcCd", "01").doesNotContainKey("DI_CODE");
    assertThat(connector(answer()).description().provider()).isEqualTo("inicis_unified");
  }

  @Test
  void a_message_whose_escapes_are_no_utf_8_or_broken_stays_as_it_came() {
    for (String text : new String[] {"%C3%28", "%41 50% off", "100% sure", "본인인증 실패"}) {
      assertThat(Percent.decode(text)).isEqualTo(text);
    }
    assertThat(Percent.decode("%41+%ED%99%8D")).isEqualTo("A 홍");
  }

  @Test
  void a_failures_code_and_text_are_cut_and_cleaned() {
    var error = UnifiedConnector.error("1".repeat(21), "a<b>" + "c".repeat(300));
    assertThat(error.code()).hasSize(20);
    assertThat(error.text()).startsWith("a b c").hasSize(300);
    assertThat(UnifiedConnector.error("1".repeat(20), " ").code()).hasSize(20);
    assertThat(UnifiedConnector.error("1", " ").text()).isEqualTo("본인인증에 실패하였습니다.");
  }

  @Test
  @Tag("G36")
  void an_address_of_200_letters_may_be_called_and_in_the_sandbox_only_the_sandboxs() {
    ChannelConfig live = channel(Mode.LIVE, "03");
    String longest = "https://kssa.inicis.com/" + "x".repeat(176);
    assertThat(AuthRequestUrl.of(live, longest)).contains(URI.create(longest));
    assertThat(AuthRequestUrl.of(live, longest + "x")).isEmpty();
    ChannelConfig sandbox =
        new ChannelConfig(
            "INIiasTest", Mode.SANDBOX, Map.of(), URI.create("http://localhost:8090"));
    String ours = "http://localhost:8090/fcsa.inicis.com/getResultData";
    assertThat(AuthRequestUrl.of(sandbox, ours)).contains(URI.create(ours));
    assertThat(AuthRequestUrl.of(sandbox, "https://fcsa.inicis.com/getResultData")).isEmpty();
  }

  // --- the exchange of §18

  @Test
  void a_person_is_read_from_the_answer_to_the_query() {
    IdentityOutcome outcome = verify(answer());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            IdentityOutcome.Verified.class,
            verified -> {
              Person person = verified.person();
              assertThat(verified.pgTid()).isEqualTo("INISA_INIiasTest202601151025000000000001");
              assertThat(person.name()).isEqualTo("홍길동");
              assertThat(person.phone()).isEqualTo("01000000001");
              assertThat(person.birthday()).isEqualTo(LocalDate.of(1990, 1, 1));
              assertThat(person.gender()).isEqualTo(Gender.MALE);
              assertThat(person.foreigner()).isFalse();
              assertThat(person.uniqueKey()).startsWith("2hTdcjksU9HNi/TM8z4lBRQN+M8m").hasSize(88);
              assertThat(person.uniqueInSite()).startsWith("DG37Rn04xt/").hasSize(64);
              assertThat(person.toString()).doesNotContain("홍길동");
            });
    assertThat(sent).hasSize(1);
    assertThat(new String(sent.getFirst().body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"mid\":\"INIiasTest\",\"txId\":\"INISA_INIiasTest202601151025000000000001\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "mTxId, zzzz1r2u3x4y5z6789abc",
    "txId, INISA_INIiasTest202601151025000000000002",
    "svcCd, 01",
    "userName, 홍길동",
    "userBirthday, ''",
    "userPhone, ''",
    "userCi, ''",
    "userCi, AAAA",
    "userDi, AAAA",
  })
  @Tag("G36")
  void an_answer_that_contradicts_or_doesn_t_open_verifies_nobody(String name, String value) {
    ObjectNode changed = answer().deepCopy();
    changed.put(name, value);
    assertThat(verify(changed)).isInstanceOf(IdentityOutcome.NoAnswer.class);
  }

  @ParameterizedTest
  @CsvSource({
    "userName, ' '",
    "userPhone, 0212345678",
    "userPhone, 010123456789",
    "userBirthday, 19900231",
    "userBirthday, 20260116",
    "userDi, 12345678901234567890123456789012345678901234567890123456789012345"
  })
  @Tag("G36")
  void an_opened_value_of_another_form_verifies_nobody(String name, String value) {
    ObjectNode changed = answer().deepCopy();
    changed.put(name, sealed(value));
    assertThat(verify(changed)).isInstanceOf(IdentityOutcome.NoAnswer.class);
  }

  @ParameterizedTest
  @CsvSource({"F, 1, FEMALE, true", "M, 0, MALE, false", "X, 7, '', ''"})
  void gender_and_nationality_are_told_when_they_are_known(
      String gender, String foreign, String told, String foreigner) {
    for (boolean isSealed : new boolean[] {true, false}) {
      ObjectNode changed = answer().deepCopy();
      changed.put("userGender", isSealed ? sealed(gender) : gender);
      changed.put("isForeign", isSealed ? sealed(foreign) : foreign);
      assertThat(verify(changed))
          .isInstanceOfSatisfying(
              IdentityOutcome.Verified.class,
              verified -> {
                Person person = verified.person();
                assertThat(Objects.toString(person.gender(), "")).isEqualTo(told);
                assertThat(Objects.toString(person.foreigner(), "")).isEqualTo(foreigner);
              });
    }
  }

  @Test
  void a_birthday_is_at_the_latest_today_in_korea() {
    ObjectNode changed = answer().deepCopy();
    changed.put("userBirthday", sealed("20260115"));
    assertThat(verify(changed))
        .isInstanceOfSatisfying(
            IdentityOutcome.Verified.class,
            verified ->
                assertThat(verified.person().birthday()).isEqualTo(LocalDate.of(2026, 1, 15)));
  }

  /** A value as KG INICIS seals it for this exchange, made independently of the connector. */
  private static String sealed(String text) {
    var cipher =
        new PaddedBufferedBlockCipher(
            CBCBlockCipher.newInstance(new SEEDEngine()), new PKCS7Padding());
    cipher.init(
        true,
        new ParametersWithIV(
            new KeyParameter(Base64.getDecoder().decode(returned().getOrDefault("token", ""))),
            "SASKGINICIS00000".getBytes(StandardCharsets.US_ASCII)));
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[cipher.getOutputSize(plain.length)];
    try {
      int length = cipher.processBytes(plain, 0, plain.length, out, 0);
      length += cipher.doFinal(out, length);
      return Base64.getEncoder().encodeToString(Arrays.copyOf(out, length));
    } catch (InvalidCipherTextException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void without_a_unique_key_only_the_agency_that_delivers_none_is_believed() {
    ObjectNode kakao = answer().deepCopy();
    kakao.put("providerDevCd", "KAKAO").remove("userCi");
    assertThat(verify(kakao))
        .isInstanceOfSatisfying(
            IdentityOutcome.Verified.class,
            verified -> assertThat(verified.person().uniqueKey()).isNull());
  }

  @Test
  @Tag("G04")
  void no_readable_answer_verifies_nobody_and_a_refusal_is_told() {
    for (PgTransport broken :
        List.<PgTransport>of(
            _ -> {
              throw new IOException("reset");
            },
            _ -> new PgTransport.Response(500, "", new byte[0]),
            _ -> new PgTransport.Response(200, "", "<html>".getBytes(StandardCharsets.UTF_8)))) {
      UnifiedConnector connector = new UnifiedConnector(broken, TIME);
      assertThat(connector.verify(check("03"), authenticated(connector)))
          .isInstanceOf(IdentityOutcome.NoAnswer.class);
    }
    ObjectNode refused = answer().deepCopy();
    refused.put("resultCode", "9999").put("resultMsg", "%EC%B7%A8%EC%86%8C");
    assertThat(verify(refused))
        .isInstanceOfSatisfying(
            IdentityOutcome.Refused.class,
            it -> {
              assertThat(it.error().code()).isEqualTo("9999");
              assertThat(it.error().text()).isEqualTo("취소");
            });
  }

  @Test
  @Tag("G36")
  void a_return_is_read_as_written_by_an_attacker() {
    UnifiedConnector connector = connector(answer());
    Map<String, String> genuine = returned();
    for (Map.Entry<String, String> change :
        Map.of(
                "authRequestUrl", "https://evil.example/getResultData",
                "token", "AAAA",
                "txId", "a b",
                "resultCode", "")
            .entrySet()) {
      Map<String, String> forged = new HashMap<>(genuine);
      forged.put(change.getKey(), change.getValue());
      assertThat(connector.readIdentityReturn(check("03"), new ReturnMessage(forged)))
          .as(change.getKey())
          .isInstanceOf(AuthResult.Forged.class);
    }
    AuthResult left =
        connector.readIdentityReturn(
            check("03"),
            new ReturnMessage(Map.of("resultCode", "0001", "resultMsg", "%EC%B7%A8%EC%86%8C")));
    assertThat(left).isInstanceOf(AuthResult.Refused.class);
    assertThat(sent).isEmpty();
  }

  private IdentityOutcome verify(JsonNode answer) {
    UnifiedConnector connector = connector(answer);
    return connector.verify(check("03"), authenticated(connector));
  }

  private AuthResult.Authenticated authenticated(UnifiedConnector connector) {
    return (AuthResult.Authenticated)
        connector.readIdentityReturn(check("03"), new ReturnMessage(returned()));
  }

  private UnifiedConnector connector(JsonNode answer) {
    return new UnifiedConnector(
        request -> {
          sent.add(request);
          return new PgTransport.Response(
              200, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
        },
        TIME);
  }

  private static Map<String, String> returned() {
    return Map.of(
        "resultCode", "0000",
        "resultMsg", "%EC%84%B1%EA%B3%B5",
        "authRequestUrl", "https://kssa.inicis.com/getResultData",
        "txId", "INISA_INIiasTest202601151025000000000001",
        "token", "wP3O41AL7+jU/CMZUSUo5Q==");
  }

  private static ObjectNode answer() {
    return (ObjectNode) vector("exchange.svc03").path("inputs").path("answer");
  }

  private static IdentityCheck check(String service) {
    return new IdentityCheck("n0a1r2u3x4y5z6789abc", channel(Mode.LIVE, service));
  }

  private static ChannelConfig channel(Mode mode, String service) {
    return new ChannelConfig(
        "INIiasTest",
        mode,
        Map.of(
            UnifiedConnector.API_KEY, "TGdxb2l3enJDWFRTbTgvREU3MGYwUT09",
            UnifiedConnector.SEED_IV, "SASKGINICIS00000",
            UnifiedConnector.SERVICE, service,
            UnifiedConnector.DI_CODE, "NARU00000001"),
        null);
  }

  private static JsonNode vector(String name) {
    return VECTORS.stream()
        .filter(row -> row.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> vectors() {
    try (InputStream in =
        Objects.requireNonNull(
            UnifiedTest.class.getResourceAsStream("/protocols/inicis-identity-vectors.json"))) {
      return JsonMapper.shared().readTree(in).valueStream().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
