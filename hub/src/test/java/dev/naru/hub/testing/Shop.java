package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.Connectors;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.merchant.Setting;
import dev.naru.pg.spi.ChannelConfig.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's server: speaks to the hub's REST API. */
public final class Shop {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final AtomicLong ORDERS = new AtomicLong();

  public final RunningHub hub;
  public final Merchant merchant;
  private final String key;
  private final String secret;
  private final String tier;
  private final Duration patience;
  private volatile @Nullable Token kept;

  Shop(RunningHub hub, Created created) {
    this(hub, created.merchant(), created.apiKey(), created.apiSecret(), "", PATIENCE);
  }

  private Shop(
      RunningHub hub,
      Merchant merchant,
      String key,
      String secret,
      String tier,
      Duration patience) {
    this.hub = hub;
    this.merchant = merchant;
    this.key = key;
    this.secret = secret;
    this.tier = tier;
    this.patience = patience;
  }

  /** The same shop, at another hub on the same database. */
  public Shop at(RunningHub another) {
    return new Shop(another, merchant, key, secret, tier, patience);
  }

  /** The same agency, which now speaks for one of its sub-merchants. */
  public Shop ofTier(String code) {
    return new Shop(hub, merchant, key, secret, code, patience);
  }

  /** The same shop, which waits no longer than this for an answer. */
  public Shop patientFor(Duration limit) {
    return new Shop(hub, merchant, key, secret, tier, limit);
  }

  /** A token is kept for some minutes, as a merchant's server does. */
  private record Token(String text, Instant since) {
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);

    boolean isOf(RunningHub hub) {
      Instant now = hub.world.time.instant();
      return !now.isBefore(since) && now.isBefore(since.plus(KEPT_FOR));
    }
  }

  /**
   * What the hub answered; its response is a missing node where there is none.
   *
   * @param status of HTTP
   */
  public record Answer(int status, int code, String message, JsonNode response) {}

  /** An order number never used before. */
  public static String newOrder() {
    return "order_" + ORDERS.incrementAndGet();
  }

  public HttpBuyer buyer() {
    return new HttpBuyer(hub, merchant.userCode());
  }

  /** One more contract; {@code billing} for keys. */
  public Shop with(String pg, String mid, Map<String, String> settings, boolean billing) {
    return with(pg, mid, settings, false, billing);
  }

  Shop withDefault(String pg, String mid, Map<String, String> settings) {
    return with(pg, mid, settings, true, false);
  }

  private Shop with(
      String pg, String mid, Map<String, String> settings, boolean isDefault, boolean billing) {
    hub.bean(Channels.class)
        .add(
            new Channels.NewChannel(
                merchant.id(), pg, mid, Mode.SANDBOX, settings, isDefault, billing));
    return this;
  }

  /** KG Mobilians' general and billing contracts; the sandbox's own key. */
  public Shop withMobilians() {
    Map<String, String> keys = Map.of("skey", "0123456789abcdef0123456789abcdef");
    return with("mobilians", "170622040674", keys, false)
        .with("mobilians", "170622040675", keys, true);
  }

  /** KG INICIS's billing MID. */
  public Shop withInicisBilling() {
    Map<String, String> keys = new HashMap<>(RunningHub.INICIS_TEST_KEYS);
    keys.put("iniApiKey", "rKnPljRn5m6J9Mzz");
    keys.put("iniApiIv", "W2KLNKra6Wxc1P==");
    keys.put("iniLiteKey", "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09");
    return with(World.INICIS, "INIBillTst", keys, true);
  }

  public String paymentNumberOf(String order) {
    return hub.world
        .db()
        .sql("select payment_number from payment where merchant_id = :m and order_number = :o")
        .param("m", merchant.id())
        .param("o", order)
        .query(String.class)
        .single();
  }

  /** Pays {@code amount} in the good way. @return the {@code imp_uid} */
  public String paid(long amount) {
    return paid(newOrder(), amount);
  }

  public String paid(String order, long amount) {
    HttpBuyer.Window window = buyer().opens(order, amount);
    window.agrees().post();
    return window.paymentNumber();
  }

  /** Sets a PG's setting for the merchant. */
  public void put(String key, String value) {
    hub.bean(Merchants.class)
        .putSetting(
            merchant.id(), hub.bean(Connectors.class).merchantSetting(key).orElseThrow(), value);
  }

  public void put(Setting setting, String value) {
    hub.bean(Merchants.class).putSetting(merchant.id(), setting, value);
  }

  public Answer get(String path) {
    return send("GET", path, Map.of());
  }

  public Answer post(String path, Map<String, Object> body) {
    return send("POST", path, body);
  }

  public Answer put(String path, Map<String, Object> body) {
    return send("PUT", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, Map.of());
  }

  /** Whether a PG has still to say what became of something. */
  public boolean hasOpenAttempts() {
    return hub.world
        .db()
        .sql(
            """
            select exists (
              select 1 from attempt where merchant_id = :m and due_at is not null)
            """)
        .param("m", merchant.id())
        .query(Boolean.class)
        .single();
  }

  public JsonNode payment(String paymentNumber) {
    return get("/payments/" + paymentNumber).response();
  }

  /** What the webhooks about a payment say, sent or not, in their order. */
  public List<String> toldOf(String paymentNumber) {
    return hub.world
        .db()
        .sql(
            """
            select cast(body as jsonb) ->> 'status' from webhook_task
             where merchant_id = :m and payment_number = :id order by no
            """)
        .param("m", merchant.id())
        .param("id", paymentNumber)
        .query((row, number) -> row.getString(1))
        .list();
  }

  public String statusOf(String paymentNumber) {
    return payment(paymentNumber).path("status").asString("none");
  }

  public Answer cancel(String paymentNumber) {
    return post("/payments/cancel", Map.of("imp_uid", paymentNumber));
  }

  public Answer cancel(String paymentNumber, long amount) {
    return post("/payments/cancel", Map.of("imp_uid", paymentNumber, "amount", amount));
  }

  public String key() {
    return key;
  }

  public String secret() {
    return secret;
  }

  /** An access token of the merchant. */
  public String token() {
    return token(secret).response().path("access_token").asString();
  }

  /** What the hub answers to the merchant's key with this secret. */
  public Answer token(String tried) {
    return exchange("POST", "/users/getToken", Map.of("imp_key", key, "imp_secret", tried));
  }

  private Answer send(String method, String path, Map<String, Object> body) {
    Token known = kept;
    if (known != null && known.isOf(hub)) {
      Answer answer = send(method, path, body, known.text());
      if (answer.status() != 401) {
        return answer;
      }
    }
    Token fresh = new Token(token(), hub.world.time.instant());
    kept = fresh;
    return send(method, path, body, fresh.text());
  }

  private Answer send(String method, String path, Map<String, Object> body, String token) {
    return tier.isEmpty()
        ? exchange(method, path, body, "Authorization", token)
        : exchange(method, path, body, "Authorization", token, "Tier", tier);
  }

  private Answer exchange(String method, String path, Map<String, Object> body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.base().resolve(path))
            .timeout(patience)
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.method(
        method,
        body.isEmpty() && !method.equals("POST")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString(JSON.writeValueAsString(new TreeMap<>(body)), UTF_8));
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
      JsonNode json = JSON.readTree(answer.body());
      DocumentedAnswers.check(method, path, answer.statusCode(), json);
      return new Answer(
          answer.statusCode(),
          json.path("code").asInt(),
          json.path("message").asString(""),
          json.path("response"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
