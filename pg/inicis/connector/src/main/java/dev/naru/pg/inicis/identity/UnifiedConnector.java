package dev.naru.pg.inicis.identity;

import dev.naru.pg.inicis.wire.InicisJson;
import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.AuthResult;
import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PgConnector;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgError;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.PgWindow;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.VerifiesIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The connector for KG INICIS's unified identity verification (protocols/inicis-identity.md). It
 * has a provider code of its own, {@code inicis_unified}, since its contract and its keys are
 * separate.
 */
public final class UnifiedConnector implements PgConnector, VerifiesIdentity {

  static final String API_KEY = "apiKey";
  static final String SEED_IV = "seedIv";
  static final String SERVICE = "inicis_unified.req_svc_cd";
  static final String DI_CODE = "diCode";

  private static final String SIMPLE = "01";
  private static final String PROOF = "03";
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);
  private static final String SUCCESS = "0000";
  private static final String TX_ID = "[A-Za-z0-9_-]{1,40}";

  private static final PgDescription DESCRIPTION =
      PgDescription.of(
              "inicis_unified",
              new Bilingual("KG이니시스 통합인증", "KG INICIS unified identity verification"),
              List.of(
                  SettingField.of(
                          API_KEY,
                          new Bilingual("통합인증 apiKey", "API key of unified authentication"),
                          new Bilingual(
                              "통합인증 요청의 서명에 쓰는 키입니다.",
                              "The key that signs requests for identity verification."))
                      .asRequiredSecret(),
                  SettingField.of(
                          SEED_IV,
                          new Bilingual("SEED IV", "SEED IV"),
                          new Bilingual(
                              "응답 복호화에 쓰는 16자로, 계약마다 다르므로 KG이니시스에 문의하세요.",
                              "The 16 characters that open answers; each contract has its own, which"
                                  + " KG INICIS tells."))
                      .asRequiredSecret(),
                  SettingField.of(
                          SERVICE,
                          new Bilingual("인증 서비스", "Service"),
                          new Bilingual(
                              "간편인증(01)과 본인확인(03, DI 제공) 가운데 계약한 서비스입니다.",
                              "Which service is contracted: simple authentication (01) or identity"
                                  + " proof (03, with DI)."))
                      .oneOf(SIMPLE, PROOF),
                  SettingField.of(
                          DI_CODE,
                          new Bilingual("DI 사이트 코드", "DI site code"),
                          new Bilingual(
                              "본인확인(03)에서 DI를 만드는 12자리 사이트 코드입니다.",
                              "The site code of 12 characters that DI is derived from; 03 only."))
                      .allowing(AllowedValues.matching("[A-Za-z0-9]{0,12}"))),
              new Capabilities(Map.of()))
          // protocols/inicis-identity.md §2.2; the second MID is PortOne's for everybody's tests.
          .withTestMids("INIiasTest", "MIIiasTest")
          .withTestSecrets("TGdxb2l3enJDWFRTbTgvREU3MGYwUT09", "SASKGINICIS00000");

  private final PgTransport transport;
  private final ReadPerson reader;

  UnifiedConnector(PgTransport transport, InstantSource time) {
    this.transport = transport;
    this.reader = new ReadPerson(time);
  }

  @Override
  public PgDescription description() {
    return DESCRIPTION;
  }

  @Override
  public WindowOpening openIdentity(IdentityCheck check, URI returnUrl) {
    String service = service(check);
    String mid = check.channel().mid();
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("mid", mid);
    form.put("reqSvcCd", service);
    form.put("mTxId", check.transactionId());
    form.put("successUrl", returnUrl.toString());
    form.put("failUrl", returnUrl.toString());
    form.put(
        "authHash", sha256(mid + check.transactionId() + check.channel().setting(API_KEY).strip()));
    form.put("flgFixedUser", "N");
    form.put("reservedMsg", "isUseToken=Y");
    String diCode = check.channel().setting(DI_CODE).strip();
    if (service.equals(PROOF) && !diCode.isEmpty()) {
      form.put("DI_CODE", diCode);
    }
    return new WindowOpening.Opened(
        new PgWindow.Posted(
            form,
            check.channel().at("sa.inicis.com", service.equals(PROOF) ? "/id/auth" : "/auth"),
            "UTF-8"),
        Map.of());
  }

  static String service(IdentityCheck check) {
    return check.channel().setting(SERVICE).strip().equals(PROOF) ? PROOF : SIMPLE;
  }

  /**
   * Reads the return. Every value comes from the browser, so only the address is believed, and only
   * if the table has it.
   */
  @Override
  public AuthResult readIdentityReturn(IdentityCheck check, ReturnMessage message) {
    String code = message.field("resultCode");
    if (code.isEmpty()) {
      return new AuthResult.Forged("no resultCode");
    }
    if (!code.equals(SUCCESS)) {
      return new AuthResult.Refused(error(code, message.field("resultMsg")));
    }
    Optional<URI> query = AuthRequestUrl.of(check.channel(), message.field("authRequestUrl"));
    if (query.isEmpty()) {
      return new AuthResult.Forged("authRequestUrl isn't KG INICIS's");
    }
    String txId = message.field("txId");
    String token = message.field("token");
    if (!txId.matches(TX_ID) || Seed.key(token).isEmpty()) {
      return new AuthResult.Forged("txId or token is malformed");
    }
    return new Authenticated(
        Map.of("url", query.get().toString(), "txId", txId, "token", token), token);
  }

  @Override
  public IdentityOutcome verify(IdentityCheck check, Authenticated authenticated) {
    Map<String, String> proof = authenticated.proof();
    SequencedMap<String, String> asked = new LinkedHashMap<>();
    asked.put("mid", check.channel().mid());
    asked.put("txId", proof.getOrDefault("txId", ""));
    try {
      PgTransport.Response answer =
          transport.send(
              PgTransport.Request.json(
                  URI.create(proof.getOrDefault("url", "")),
                  InicisJson.write(asked),
                  QUERY_TIMEOUT));
      return answer.status() == 200
          ? InicisJson.parse(answer.body())
              .map(json -> reader.read(check, proof, json))
              .orElseGet(() -> new IdentityOutcome.NoAnswer("unreadable answer"))
          : new IdentityOutcome.NoAnswer("HTTP " + answer.status());
    } catch (IOException e) {
      return new IdentityOutcome.NoAnswer("no answer: " + e.getClass().getSimpleName());
    }
  }

  static boolean isSuccess(String code) {
    return code.equals(SUCCESS);
  }

  /**
   * The error of a failure, with its code and text as they came: KG INICIS publishes no list of
   * them.
   */
  static PgError error(String code, String text) {
    String shown = Percent.decode(text).replaceAll("[\\p{Cntrl}<>]", " ").strip();
    return new PgError(
        code.length() > 20 ? code.substring(0, 20) : code,
        shown.isEmpty() ? "본인인증에 실패하였습니다." : shown.substring(0, Math.min(300, shown.length())),
        Category.DECLINED);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Decodes Base64 strictly; empty for any other text. */
  static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
