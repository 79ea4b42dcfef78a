package dev.naru.playground.shop;

import dev.naru.playground.shop.HubApi.HubAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The shop's HTTP routes: pages for the buyer, calls of these pages, and the hub's webhook. */
final class ShopRoutes {

  private static final List<String> REFUND_ACCOUNT =
      List.of("refund_bank", "refund_account", "refund_holder");

  private static final int ORDERS_SHOWN = 100;
  private static final long LARGEST_ORDER_WON = 1_000_000_000;

  private final Shop.Options options;
  private final Orders orders;
  private final OrderService service;
  private final ShopPages pages;
  private final EmulatedBank bank;

  ShopRoutes(Shop.Options options, Orders orders, OrderService service, ShopPages pages) {
    this.bank = new EmulatedBank(options.sandbox());
    this.options = options;
    this.orders = orders;
    this.service = service;
    this.pages = pages;
  }

  void mount(RoutesConfig routes) {
    routes
        .get("/", this::orderForm)
        .get("/orders", ctx -> page(ctx, "orders", Map.of()))
        .get("/orders/complete/mobile", this::mobileReturn)
        .get("/orders/{merchant_uid}", this::orderPage)
        .get("/api/orders", ctx -> json(ctx, Map.of("orders", orders.newest(ORDERS_SHOWN))))
        .post("/api/orders", this::placeOrder)
        .get("/api/orders/{merchant_uid}", ctx -> json(ctx, order(ctx)))
        .post("/api/orders/{merchant_uid}/callback", this::callback)
        .post("/api/orders/{merchant_uid}/verify", this::verify)
        .post("/api/orders/{merchant_uid}/cancel", this::cancel)
        .post("/api/orders/{merchant_uid}/deposit", this::deposit)
        .post("/webhook", this::webhook)
        .error(404, "html", ctx -> page(ctx, "missing", Map.of()));
  }

  private void orderForm(Context ctx) {
    Choices choices = new Choices(options.pgs().offers(), language(ctx));
    page(
        ctx,
        "order-form",
        Map.of(
            "pgChoices",
            choices.pgs(),
            "methodChoices",
            choices.methods(),
            "phone",
            options.fromPhones().map(address -> phone(language(ctx), address)).orElse("")));
  }

  private String phone(ShopPages.Language language, URI address) {
    Map<String, String> texts = pages.texts(language);
    return """
    <details class="card phone">
      <summary>%s</summary>
      <p>%s <a href="%s">%3$s</a></p>
      %s
    </details>\
    """
        .formatted(
            ShopPages.escaped(texts.getOrDefault("form.phone", "")),
            ShopPages.escaped(texts.getOrDefault("form.phoneNote", "")),
            ShopPages.escaped(address.toString()),
            QrPicture.svg(address));
  }

  private void orderPage(Context ctx) {
    if (orders.find(ctx.pathParam("merchant_uid")).isEmpty()) {
      page(ctx.status(HttpStatus.NOT_FOUND), "missing", Map.of());
      return;
    }
    page(ctx, "order", Map.of("merchant_uid", ctx.pathParam("merchant_uid")));
  }

  /**
   * Serves {@code m_redirect_url}, to which a phone's browser comes back (spec/javascript-sdk.md
   * §6).
   */
  private void mobileReturn(Context ctx) {
    ObjectNode brought = ShopJson.MAPPER.createObjectNode();
    ctx.queryParamMap().forEach((name, values) -> brought.put(name, values.getLast()));
    String merchantUid = brought.path("merchant_uid").asString("");
    String impUid = brought.path("imp_uid").asString("");
    if (service.handle(merchantUid, impUid, Event.Kind.REDIRECT, brought)
        == OrderService.Handling.UNKNOWN_ORDER) {
      page(ctx.status(HttpStatus.NOT_FOUND), "missing", Map.of());
      return;
    }
    // A reload must not look like a second return.
    ctx.redirect("/orders/" + merchantUid, HttpStatus.SEE_OTHER);
  }

  private void placeOrder(Context ctx) {
    JsonNode body = jsonBody(ctx);
    long amount = Verification.won(body.path("amount"));
    String name = body.path("name").asString("").strip();
    if (amount < 0 || amount > LARGEST_ORDER_WON || name.isEmpty() || name.length() > 100) {
      throw new BadRequestResponse("name and a whole amount are required");
    }
    json(ctx.status(HttpStatus.CREATED), orders.place(name, amount));
  }

  /** Receives from the page the result that {@code IMP.request_pay}'s callback got. */
  private void callback(Context ctx) {
    ShopOrder order = order(ctx);
    JsonNode result = jsonBody(ctx);
    String impUid = result.path("imp_uid").asString("");
    service.handle(order.merchantUid(), impUid, Event.Kind.CALLBACK, result);
    json(ctx, order(ctx));
  }

  private void verify(Context ctx) {
    jsonBody(ctx);
    OrderService.Handling outcome = service.verify(order(ctx).merchantUid(), "");
    json(
        ctx.status(
            outcome == OrderService.Handling.ASK_AGAIN ? HttpStatus.BAD_GATEWAY : HttpStatus.OK),
        order(ctx));
  }

  /** Pays at the emulated bank what the order waits for, as its buyer would. */
  private void deposit(Context ctx) {
    jsonBody(ctx);
    boolean paidIn =
        service.awaitedPayment(order(ctx).merchantUid()).filter(bank::payIn).isPresent();
    json(ctx.status(paidIn ? HttpStatus.OK : HttpStatus.CONFLICT), order(ctx));
  }

  private void cancel(Context ctx) {
    JsonNode request = jsonBody(ctx);
    long amount = request.has("amount") ? Verification.won(request.path("amount")) : 0;
    if (amount < 0) {
      throw new BadRequestResponse("amount must be a whole number");
    }
    HubAnswer answer =
        service
            .cancel(
                order(ctx).merchantUid(),
                amount,
                request.path("reason").asString(""),
                refundTo(request))
            .orElseThrow(() -> new BadRequestResponse("nothing to cancel"));
    json(
        ctx,
        switch (answer) {
          case HubAnswer.Said _ -> Map.of("cancelled", true, "message", "");
          case HubAnswer.Refused(_, String message) ->
              Map.of("cancelled", false, "message", message);
          case HubAnswer.NotReached(String reason) -> Map.of("cancelled", false, "message", reason);
        });
  }

  /**
   * The account that a deposit is refunded to; empty for a payment that needs none, such as one by
   * card.
   */
  private static Map<String, String> refundTo(JsonNode request) {
    Map<String, String> account = new HashMap<>();
    for (String name : REFUND_ACCOUNT) {
      String value = request.path(name).asString("").strip();
      if (!value.isEmpty()) {
        account.put(name, value);
      }
    }
    return account;
  }

  /**
   * Receives the hub's webhook as JSON or as a form (spec/webhooks.md §3). Answers 5xx when the
   * payment couldn't be checked, so that the hub sends the webhook again.
   */
  private void webhook(Context ctx) {
    JsonNode body = isJson(ctx) ? jsonBody(ctx) : formBody(ctx);
    String merchantUid = body.path("merchant_uid").asString("");
    String impUid = body.path("imp_uid").asString("");
    if (merchantUid.isEmpty() || impUid.isEmpty()) {
      throw new BadRequestResponse("imp_uid and merchant_uid are required");
    }
    switch (service.handle(merchantUid, impUid, Event.Kind.WEBHOOK, body)) {
      case DONE -> ctx.result("OK");
      case UNKNOWN_ORDER -> throw new NotFoundResponse("no such order");
      case ASK_AGAIN -> ctx.status(HttpStatus.SERVICE_UNAVAILABLE).result("try again");
    }
  }

  private ShopOrder order(Context ctx) {
    return orders
        .find(ctx.pathParam("merchant_uid"))
        .orElseThrow(() -> new NotFoundResponse("no such order"));
  }

  private void page(Context ctx, String name, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("hub", options.hub().toString());
    all.put("sandbox", options.sandbox().toString());
    all.put("userCode", options.userCode());
    ctx.html(pages.page(name, language(ctx), all));
  }

  private static ShopPages.Language language(Context ctx) {
    @Nullable String asked = ctx.queryParam("lang");
    if (asked != null) {
      String code = asked.equals("en") ? "en" : "ko";
      ctx.cookie(new Cookie("lang", code, "/", -1, false, true, null, SameSite.LAX));
    }
    return Objects.equals(asked == null ? ctx.cookie("lang") : asked, "en")
        ? ShopPages.Language.EN
        : ShopPages.Language.KO;
  }

  private static boolean isJson(Context ctx) {
    @Nullable String type = ctx.contentType();
    return type != null && type.startsWith("application/json");
  }

  /** Accepts JSON only, which another site's form can't send without a preflight request. */
  private static JsonNode jsonBody(Context ctx) {
    if (!isJson(ctx)) {
      throw new BadRequestResponse("application/json is required");
    }
    try {
      JsonNode body = ShopJson.MAPPER.readTree(ctx.bodyAsBytes());
      if (body.isObject()) {
        return body;
      }
      throw new BadRequestResponse("a JSON object is required");
    } catch (JacksonException e) {
      throw new BadRequestResponse("not JSON");
    }
  }

  private static JsonNode formBody(Context ctx) {
    ObjectNode body = ShopJson.MAPPER.createObjectNode();
    for (Map.Entry<String, List<String>> field : ctx.formParamMap().entrySet()) {
      body.put(field.getKey(), field.getValue().getLast());
    }
    return body;
  }

  private static void json(Context ctx, Object value) {
    ctx.contentType("application/json; charset=utf-8")
        .result(ShopJson.MAPPER.writeValueAsBytes(value));
  }
}
