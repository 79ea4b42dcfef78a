package dev.naru.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control calls, {@code /control/…}, with which a tester looks into the sandbox and asks for
 * faults, deposits and another time. Requests and answers are JSON; a wrong request is a 400 that
 * names what is wrong.
 */
final class ControlApi {

  /**
   * The longest that {@code POST /control/clock} takes; shorter than the server's idle time-out.
   */
  private static final Duration CLOCK_LIMIT = Duration.ofMinutes(10);

  private final Map<String, Emulator> emulators;
  private final SandboxServices services;
  private final Database database;
  private final PostgresBook book;
  private final PostgresScenarios scenarios;
  private final PostgresRequestLog requests;
  private final InstantSource time;
  private final PlaygroundControl playground;

  ControlApi(
      Map<String, Emulator> emulators,
      SandboxServices services,
      Database database,
      PostgresBook book,
      PostgresScenarios scenarios,
      PostgresRequestLog requests,
      InstantSource time,
      PlaygroundControl playground) {
    this.emulators = emulators;
    this.services = services;
    this.database = database;
    this.book = book;
    this.scenarios = scenarios;
    this.requests = requests;
    this.time = time;
    this.playground = playground;
  }

  void mount(RoutesConfig routes) {
    routes.before("/control/*", LoopbackOnly::check);
    routes.get("/control/book", this::showBook);
    routes.get("/control/requests", this::showRequests);
    routes.get("/control/scenarios", this::showScenarios);
    routes.post("/control/scenarios", this::addScenario);
    routes.post("/control/deposits", this::deposit);
    routes.get("/control/clock", this::showClock);
    routes.post("/control/clock", this::advanceClock);
    routes.post("/control/reset", this::reset);
    routes.put("/control/settings", this::putSetting);
    routes.post("/control/merchants", this::newMerchant);
    routes.get("/control/unresolved", this::unresolved);
    routes.post("/control/unresolved", this::resolve);
    routes.get("/control/webhooks", this::webhooks);
    routes.post("/control/webhooks", this::resendWebhook);
    routes.exception(
        ControlException.class,
        (refusal, ctx) -> answer(ctx.status(refusal.status()), error(refusal.getMessage())));
  }

  static Map<String, Object> error(@Nullable String message) {
    return Map.of("error", String.valueOf(message));
  }

  static void answer(Context ctx, Object body) {
    ctx.contentType("application/json").result(ControlJson.MAPPER.writeValueAsBytes(body));
  }

  private void showBook(Context ctx) {
    onlyQuery(ctx, "last");
    String last = ctx.queryParam("last");
    if (last != null && !last.matches("[1-9][0-9]{0,5}")) {
      throw ControlException.bad("last must be a number from 1 to 999999");
    }
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Book.Charge charge : last == null ? book.all() : book.last(Long.parseLong(last))) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("pg", charge.pg());
      line.put("mid", charge.mid());
      line.put("tid", charge.tid());
      line.put("order_id", charge.orderId());
      line.put("amount", charge.amount());
      line.put("cancelled_amount", charge.cancelledAmount());
      line.put("status", charge.status());
      line.put("pay_method", charge.payMethod());
      lines.add(line);
    }
    answer(ctx, lines);
  }

  private void showRequests(Context ctx) {
    onlyQuery(ctx, "tid", "order_id");
    List<Map<String, @Nullable Object>> calls = new ArrayList<>();
    for (PostgresRequestLog.Received received :
        requests.about(ctx.queryParam("tid"), ctx.queryParam("order_id"))) {
      Map<String, @Nullable Object> call = new LinkedHashMap<>();
      call.put("at", received.at());
      call.put("pg", received.pg());
      call.put("tid", received.tid());
      call.put("order_id", received.orderId());
      call.put("operation", received.operation());
      call.put("fields", received.fields());
      calls.add(call);
    }
    answer(ctx, calls);
  }

  private void showScenarios(Context ctx) {
    onlyQuery(ctx);
    List<Map<String, Object>> waiting = new ArrayList<>();
    for (PostgresScenarios.Waiting each : scenarios.waiting()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", each.id());
      line.put("pg", each.pg());
      line.put("fault", each.fault());
      line.put("match", ControlJson.MAPPER.readTree(each.match()));
      line.put("times_left", each.timesLeft());
      waiting.add(line);
    }
    answer(ctx, waiting);
  }

  private void addScenario(Context ctx) {
    PostgresScenarios.NewScenario request =
        ScenarioRequest.read(ControlBody.of(ctx.body()), emulators.keySet());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", scenarios.add(request));
    answer.put("pg", request.pg());
    answer.put("fault", PostgresScenarios.wire(request.scenario().fault()));
    answer.put("times", request.times());
    answer(ctx, answer);
  }

  /**
   * Makes a deposit. {@code imp_uid} finds the charge by its order id, since the hub sends PGs the
   * imp_uid as their order number.
   */
  private void deposit(Context ctx) {
    ControlBody body = ControlBody.of(ctx.body()).only("order_id", "imp_uid", "amount");
    if (body.has("order_id") == body.has("imp_uid")) {
      throw ControlException.bad("give one of order_id and imp_uid");
    }
    String key = body.has("order_id") ? "order_id" : "imp_uid";
    String order = body.text(key);
    long amount = body.number("amount", 1, Long.MAX_VALUE);
    Book.Charge waiting =
        book.waiting(order)
            .orElseThrow(() ->
                new ControlException(404, "no waiting virtual account with " + key + " " + order));
    if (!(emulators.get(waiting.pg()) instanceof TakesDeposits bank)) {
      throw new ControlException(404, waiting.pg() + " has no virtual accounts here");
    }
    orBadRequest(() -> {
      bank.deposit(services, waiting, amount);
      return true;
    });
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("pg", waiting.pg());
    answer.put("tid", waiting.tid());
    answer.put("order_id", waiting.orderId());
    answer.put("amount", amount);
    answer(ctx, answer);
  }

  private void showClock(Context ctx) {
    onlyQuery(ctx);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("now", KoreanTime.iso(time.instant()));
    answer.put(
        "offset_seconds", time instanceof SandboxClock clock ? clock.offset().toSeconds() : 0);
    answer(ctx, answer);
  }

  private void advanceClock(Context ctx) {
    String advance = ControlBody.of(ctx.body()).only("advance").text("advance");
    if (!(time instanceof SandboxClock clock)) {
      throw new ControlException(409, "this sandbox was started on a clock that cannot be moved");
    }
    var run = new ClockAdvance(clock, services.notices(), playground, CLOCK_LIMIT);
    ClockAdvance.Progress progress = orBadRequest(() -> run.run(advance));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("now", KoreanTime.iso(progress.now()));
    answer.put("offset_seconds", clock.offset().toSeconds());
    if (!progress.arrived()) {
      ctx.status(504);
      answer.put(
          "error",
          "what fell due has not ended within %d minutes: the clock is at now, on its way to %s"
              .formatted(CLOCK_LIMIT.toMinutes(), KoreanTime.iso(progress.target())));
    }
    answer(ctx, answer);
  }

  private void reset(Context ctx) {
    if (!ctx.body().isBlank()) {
      ControlBody.of(ctx.body()).only();
    }
    database.update("truncate charge, cancel, note, scenario, request, notice");
    answer(ctx, Map.of("reset", true));
  }

  private void putSetting(Context ctx) {
    inPlaygroundOnly("PUT /control/settings");
    ControlBody body = ControlBody.of(ctx.body()).only("name", "value");
    String name = body.text("name");
    String value = body.plain("value");
    answer(ctx, Map.of("previous", orBadRequest(() -> playground.putSetting(name, value))));
  }

  private void newMerchant(Context ctx) {
    inPlaygroundOnly("POST /control/merchants");
    ControlBody body = ControlBody.of(ctx.body()).only("channels", "tier");
    List<Map<String, String>> channels = new ArrayList<>();
    for (ControlBody channel : body.objects("channels")) {
      channel.text("pg");
      channel.text("mid");
      Map<String, String> settings = new LinkedHashMap<>();
      channel.keys().forEach(key -> settings.put(key, channel.plain(key)));
      channels.add(settings);
    }
    answer(ctx, orBadRequest(() -> playground.newMerchant(channels, body.optionalText("tier"))));
  }

  private void unresolved(Context ctx) {
    inPlaygroundOnly("GET /control/unresolved");
    onlyQuery(ctx);
    answer(ctx, playground.unresolved());
  }

  private void resolve(Context ctx) {
    inPlaygroundOnly("POST /control/unresolved");
    ControlBody body = ControlBody.of(ctx.body()).only("id", "verdict", "reason", "who", "pg_tid");
    String id = body.text("id");
    Map<String, String> word = new LinkedHashMap<>();
    for (String key : body.keys()) {
      if (!key.equals("id")) {
        word.put(key, body.plain(key));
      }
    }
    answer(ctx, Map.of("became", orBadRequest(() -> playground.resolve(id, word))));
  }

  private void webhooks(Context ctx) {
    inPlaygroundOnly("GET /control/webhooks");
    onlyQuery(ctx, "id");
    String id = ctx.queryParam("id");
    answer(ctx, id == null ? playground.webhooks() : orBadRequest(() -> playground.webhook(id)));
  }

  private void resendWebhook(Context ctx) {
    inPlaygroundOnly("POST /control/webhooks");
    String id = ControlBody.of(ctx.body()).only("id").text("id");
    orBadRequest(() -> {
      playground.resendWebhook(id);
      return true;
    });
    answer(ctx, Map.of("resent", id));
  }

  private void inPlaygroundOnly(String call) {
    if (playground.equals(PlaygroundControl.NONE)) {
      throw new ControlException(
          409,
          call + " reaches into the hub: it works in the playground, and this sandbox is alone");
    }
  }

  /**
   * Runs the call and turns an {@link IllegalArgumentException} into an answer 400 with its
   * message.
   */
  private static <T> T orBadRequest(Supplier<T> call) {
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw ControlException.bad(String.valueOf(e.getMessage()));
    }
  }

  private static void onlyQuery(Context ctx, String... keys) {
    for (String key : ctx.queryParamMap().keySet()) {
      if (!List.of(keys).contains(key)) {
        throw ControlException.bad("unknown query parameter: " + key);
      }
    }
  }
}
