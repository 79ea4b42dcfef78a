package dev.naru.pg.inicis.emulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.pg.inicis.emulator.window.Handover;
import dev.naru.sandbox.DemoChannel;
import dev.naru.sandbox.Emulator;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.kit.FormCodec;
import dev.naru.sandbox.kit.HtmlPages;
import dev.naru.sandbox.kit.PageTexts;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Emulates KG INICIS's identity verification (protocols/inicis-identity.md §14). What people type
 * is kept only in memory. The codes of failures are invented, as the real ones aren't public.
 */
public final class IdentityEmulator implements Emulator {

  static final String MID = "INIiasTest";
  static final String API_KEY = "TGdxb2l3enJDWFRTbTgvREU3MGYwUT09";
  static final String SEED_IV = "SASKGINICIS00000";

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_KEPT = 10_000;
  private static final Set<String> SERVICES = Set.of("01", "03");
  private static final Map<String, Integer> LONGEST =
      Map.of("mid", 10, "reqSvcCd", 2, "mTxId", 20, "successUrl", 128, "failUrl", 128);

  private final HtmlPages pages = new HtmlPages();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong numbers = new AtomicLong();

  /** The opened windows, keyed by the window's secret. */
  private final Map<String, Opened> windows = new ConcurrentHashMap<>();

  /** The confirmed persons, keyed by txId. */
  private final Map<String, Approved> approved = new ConcurrentHashMap<>();

  /**
   * A request to verify somebody.
   *
   * @param form the merchant's form
   */
  private record Opened(Map<String, String> form, Instant at) {

    String get(String name) {
      return form.getOrDefault(name, "");
    }
  }

  /** A person who was confirmed. */
  private record Approved(Opened order, String token, Map<String, String> person, Instant at) {}

  @Override
  public String pg() {
    return "inicis_unified";
  }

  @Override
  public List<DemoChannel> demoChannels() {
    return List.of(
        new DemoChannel(
            MID, Map.of("apiKey", API_KEY, "seedIv", SEED_IV), DemoChannel.Use.ON_REQUEST));
  }

  @Override
  public void mount(RoutesConfig routes, SandboxServices sandbox) {
    routes.post("/sa.inicis.com/auth", ctx -> open(ctx, sandbox, "01"));
    routes.post("/sa.inicis.com/id/auth", ctx -> open(ctx, sandbox, "03"));
    routes.post("/kssa.inicis.com/request", ctx -> decide(ctx, sandbox));
    for (String centre : List.of("kssa", "fcsa")) {
      routes.post("/" + centre + ".inicis.com/getResultData", ctx -> result(ctx, sandbox));
    }
  }

  private static PageTexts texts() {
    return PageTexts.load("dev.naru.pg.inicis.emulator.identity", "ko");
  }

  private void open(Context ctx, SandboxServices sandbox, String service) {
    Map<String, String> form = FormCodec.read(ctx, UTF_8);
    Opened order = new Opened(form, sandbox.time().instant());
    String wrong = wrong(order, service);
    if (!wrong.isEmpty()) {
      if (form.getOrDefault("failUrl", "").isEmpty()) {
        pages.send(ctx, "inicis/identityNotice.jte", Map.of("w", texts()), "'none'", "'none'");
      } else {
        back(ctx, form.getOrDefault("failUrl", ""), failure(wrong, "요청이 올바르지 않습니다."));
      }
      return;
    }
    if (windows.size() >= MOST_KEPT) {
      windows.clear();
    }
    String secret = hex(16);
    windows.put(secret, order);
    Map<String, Object> model =
        Map.of("w", texts(), "agencies", Agency.of(service), "secret", secret);
    pages.send(ctx, "inicis/identity.jte", model, "'self'", "'none'");
  }

  /** The code for what is wrong with a request; empty if nothing is wrong. */
  private static String wrong(Opened order, String service) {
    for (Map.Entry<String, Integer> each : LONGEST.entrySet()) {
      String value = order.get(each.getKey());
      if (value.isEmpty() || value.getBytes(UTF_8).length > each.getValue()) {
        return "S007";
      }
    }
    if (!order.get("mid").equals(MID)
        || !SERVICES.contains(order.get("reqSvcCd"))
        || !order.get("reqSvcCd").equals(service)
        || !order.get("flgFixedUser").matches("[NY]")) {
      return "S007";
    }
    String expected = sha256(MID + order.get("mTxId") + API_KEY);
    if (!MessageDigest.isEqual(expected.getBytes(UTF_8), order.get("authHash").getBytes(UTF_8))) {
      return "S005";
    }
    String fixed =
        order.get("userName")
            + MID
            + order.get("userPhone")
            + order.get("mTxId")
            + order.get("userBirth")
            + order.get("reqSvcCd");
    return order.get("flgFixedUser").equals("Y") && !sha256(fixed).equals(order.get("userHash"))
        ? "S006"
        : "";
  }

  private void decide(Context ctx, SandboxServices sandbox) {
    Map<String, String> f = FormCodec.read(ctx, UTF_8);
    @Nullable Opened order = windows.remove(f.getOrDefault("window", ""));
    if (order == null) {
      pages.send(ctx, "inicis/identityNotice.jte", Map.of("w", texts()), "'none'", "'none'");
      return;
    }
    if (!f.getOrDefault("do", "").equals("approve")) {
      back(ctx, order.get("failUrl"), failure("S001", "사용자가 인증을 취소하였습니다."));
      return;
    }
    Map<String, String> person = person(f, order);
    if (person.isEmpty()) {
      back(ctx, order.get("failUrl"), failure("S004", "입력한 정보가 올바르지 않습니다."));
      return;
    }
    Instant now = sandbox.time().instant();
    String txId =
        "INISA_"
            + MID
            + KoreanTime.stamp(now)
            + String.format(Locale.ROOT, "%010d", numbers.incrementAndGet());
    byte[] key = new byte[16];
    random.nextBytes(key);
    String token = Base64.getEncoder().encodeToString(key);
    if (approved.size() >= MOST_KEPT) {
      approved.clear();
    }
    approved.put(txId, new Approved(order, token, person, now));
    var fields = new LinkedHashMap<String, String>();
    fields.put("resultCode", "0000");
    fields.put("resultMsg", URLEncoder.encode("성공", UTF_8));
    fields.put(
        "authRequestUrl", ctx.scheme() + "://" + ctx.host() + "/kssa.inicis.com/getResultData");
    fields.put("txId", txId);
    if (order.get("reservedMsg").contains("isUseToken=Y")) {
      fields.put("token", token);
    }
    back(ctx, order.get("successUrl"), fields);
  }

  /** The confirmed person's values; empty when the input can't be right. CI and DI are invented. */
  private static Map<String, String> person(Map<String, String> f, Opened order) {
    String name = f.getOrDefault("name", "").strip();
    String phone = f.getOrDefault("phone", "").replaceAll("[^0-9]", "");
    String birth = f.getOrDefault("birth", "").replaceAll("[^0-9]", "");
    String agency = f.getOrDefault("agency", "");
    String service = order.get("reqSvcCd");
    if (name.isEmpty()
        || name.length() > 25
        || !phone.matches("01\\d{8,9}")
        || !birth.matches("\\d{8}")
        || Agency.named(agency, service).isEmpty()) {
      return Map.of();
    }
    String id = name.equals("홍길동") && birth.equals("19900101") ? "P1" : name + birth;
    var person = new LinkedHashMap<String, String>();
    person.put("agency", agency);
    person.put("userName", name);
    person.put("userPhone", phone);
    person.put("userBirthday", birth);
    if (!agency.equals("KAKAO")) {
      person.put("userCi", digest("SHA-512", "naru-sandbox-ci|" + id));
    }
    if (service.equals("03")) {
      person.put("userDi", digest("SHA-384", "naru-sandbox-di|" + order.get("DI_CODE") + "|" + id));
      person.put("userGender", f.getOrDefault("gender", "M").equals("F") ? "F" : "M");
      person.put("isForeign", f.getOrDefault("foreign", "0").equals("1") ? "1" : "0");
    }
    return person;
  }

  private static Map<String, String> failure(String code, String text) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("resultCode", code);
    fields.put("resultMsg", URLEncoder.encode(text, UTF_8));
    return fields;
  }

  private void back(Context ctx, String address, Map<String, String> fields) {
    Map<String, Object> model = Map.of("h", new Handover(address, fields, "UTF-8", "", texts()));
    pages.send(ctx, "inicis/handover.jte", model, "*", "'none'");
  }

  private void result(Context ctx, SandboxServices sandbox) {
    var answer = new LinkedHashMap<String, String>();
    @Nullable Approved found = asked(ctx.body());
    Instant now = sandbox.time().instant();
    if (found == null || found.at().plus(LIFE).isBefore(now)) {
      answer.put("resultCode", found == null ? "S010" : "S012");
      answer.put("resultMsg", URLEncoder.encode("거래를 찾을 수 없습니다.", UTF_8));
      ctx.json(answer);
      return;
    }
    Opened order = found.order();
    answer.put("resultCode", "0000");
    answer.put("resultMsg", URLEncoder.encode("성공", UTF_8));
    answer.put("mTxId", order.get("mTxId"));
    answer.put("svcCd", order.get("reqSvcCd"));
    answer.put("providerDevCd", found.person().getOrDefault("agency", ""));
    boolean sealed = order.get("reservedMsg").contains("isUseToken=Y");
    found
        .person()
        .forEach((name, value) -> {
          if (!name.equals("agency")) {
            answer.put(name, sealed ? Seed.encrypt(found.token(), SEED_IV, value) : value);
          }
        });
    answer.put("txId", txIdOf(ctx.body()));
    ctx.json(answer);
  }

  private @Nullable Approved asked(String body) {
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      return json.path("mid").asString("").equals(MID)
          ? approved.get(json.path("txId").asString(""))
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String txIdOf(String body) {
    return JsonMapper.shared().readTree(body).path("txId").asString("");
  }

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(hash("SHA-256", text));
  }

  private static String digest(String algorithm, String text) {
    return Base64.getEncoder().encodeToString(hash(algorithm, text));
  }

  private static byte[] hash(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
