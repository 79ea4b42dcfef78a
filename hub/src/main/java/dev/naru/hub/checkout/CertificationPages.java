package dev.naru.hub.checkout;

import dev.naru.hub.identity.Certification;
import dev.naru.hub.identity.Certifications;
import dev.naru.hub.identity.Certifications.InWindow;
import dev.naru.hub.identity.Certifications.NewCertification;
import dev.naru.hub.identity.Certifications.Opening;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.text.CodePoints;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.web.PublicAddress;
import dev.naru.pg.spi.OpensWindow.WindowOpening;
import dev.naru.pg.spi.PgWindow;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The window of {@code IMP.certification} (spec/javascript-sdk.md §7): a popup, or on a phone the
 * page itself. No address and no message holds personal data; the shop's server looks the person
 * up.
 */
@RestController
class CertificationPages {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_ORDER = 40;
  private static final int MAX_URL = 2000;

  private final Certifications certifications;
  private final Merchants merchants;
  private final Tiers tiers;
  private final RequestTokens tokens;
  private final PublicAddress address;
  private final PageRenderer pages;
  private final InstantSource time;

  CertificationPages(
      Certifications certifications,
      Merchants merchants,
      Tiers tiers,
      Vault vault,
      PublicAddress address,
      PageRenderer pages,
      InstantSource time) {
    this.certifications = certifications;
    this.merchants = merchants;
    this.tiers = tiers;
    this.tokens = new RequestTokens(vault);
    this.address = address;
    this.pages = pages;
    this.time = time;
  }

  /** The request for the window, which is stored with the verification. */
  record Asked(
      String requestId,
      String origin,
      String hubOrigin,
      boolean redirects,
      @Nullable String redirectUrl) {}

  private record Open(CheckoutToken token, InWindow window, Asked asked, Merchant merchant) {

    String path(String leaf) {
      return "/checkout/identity/" + token.text() + leaf;
    }

    String frameAncestors() {
      return "'self'";
    }
  }

  // ---- the SDK's request

  @PostMapping("/checkout/certifications")
  ResponseEntity<byte[]> request(HttpServletRequest request) throws IOException {
    Optional<String> hubOrigin =
        address.of(request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"));
    if (hubOrigin.isEmpty()) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    if (!type.toLowerCase(java.util.Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
      return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
    }
    Optional<byte[]> body = BoundedBody.read(request, MAX_BYTES);
    if (body.isEmpty()) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    try {
      JsonNode json = ParamReader.JSON.readTree(body.get());
      return PaymentRequests.json(
          answer(
              PaymentRequest.of(json, hubOrigin.get(), request.getHeader("User-Agent")),
              new ParamReader(json.path("param"))));
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().build();
    }
  }

  private Map<String, @Nullable Object> answer(PaymentRequest request, ParamReader param) {
    String given = param.text("merchant_uid");
    String order = given == null ? "nobody_" + time.millis() : given;
    Optional<Merchant> known = merchants.byUserCode(request.userCode());
    if (known.isEmpty()) {
      return refused(order, Refusal.UNKNOWN_USER_CODE);
    }
    String tierCode = request.tierCode();
    Optional<Merchant> member =
        tierCode == null ? known : tiers.find(known.get().id(), tierCode).map(Tiers.Tier::member);
    if (member.isEmpty()) {
      return refused(order, Refusal.UNKNOWN_TIER);
    }
    Merchant merchant = member.get();
    AllowedOrigins origins = AllowedOrigins.of(merchant);
    if (!origins.allows(request.origin())) {
      return refused(order, Refusal.ORIGIN_NOT_ALLOWED);
    }
    if (request.unstorable() != null) {
      return refused(order, Refusal.malformed(request.unstorable()));
    }
    if (CodePoints.count(order) > MAX_ORDER) {
      return refused(order, Refusal.MERCHANT_UID_TOO_LONG);
    }
    boolean redirects = request.mobile() && !Boolean.TRUE.equals(param.bool("popup"));
    String redirectUrl = null;
    if (redirects) {
      String wanted = param.text("m_redirect_url");
      redirectUrl = wanted == null ? null : RedirectUrl.allowed(wanted, origins).orElse(null);
      if (redirectUrl == null) {
        return refused(order, Refusal.malformed("m_redirect_url"));
      }
    }
    Asked asked =
        new Asked(
            request.requestId(), request.origin(), request.hubOrigin(), redirects, redirectUrl);
    CheckoutToken token = tokens.of(merchant, request);
    var wanted =
        new NewCertification(
            param.text("channelKey"),
            param.text("pg"),
            order,
            pageUrl(request.origin()),
            token.hash(),
            ParamReader.JSON.writeValueAsString(asked));
    return switch (certifications.open(merchant, wanted)) {
      case Opening.NoChannel() -> refused(order, Refusal.NO_CHANNEL);
      case Opening.UnknownChannelKey() -> refused(order, Refusal.UNKNOWN_CHANNEL_KEY);
      case Opening.Opened(Certification certification) ->
          opened(certification, request.hubOrigin(), token, redirects);
    };
  }

  private static @Nullable String pageUrl(String origin) {
    return origin.length() > MAX_URL ? null : origin;
  }

  private static Map<String, @Nullable Object> opened(
      Certification certification, String hubOrigin, CheckoutToken token, boolean redirects) {
    Map<String, @Nullable Object> open = new LinkedHashMap<>();
    open.put("mode", redirects ? "redirect" : "popup");
    open.put("url", hubOrigin + "/checkout/identity/" + token.text());
    open.put("imp_uid", certification.number());
    open.put("warning", null);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("open", open);
    return answer;
  }

  private static Map<String, @Nullable Object> refused(String order, Refusal refusal) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("done", response(null, order, false, refusal.code(), refusal.text()));
    answer.put("location", null);
    return answer;
  }

  private static Map<String, @Nullable Object> response(
      @Nullable String number,
      String order,
      boolean success,
      @Nullable String code,
      @Nullable String text) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("success", success);
    response.put("imp_uid", number);
    response.put("merchant_uid", order);
    response.put("pg_type", "certification");
    response.put("error_code", code);
    response.put("error_msg", text);
    return response;
  }

  // ---- the window

  private Optional<Open> find(String token) {
    return CheckoutToken.of(token)
        .flatMap(parsed ->
            certifications
                .inWindow(parsed.merchantId(), parsed.hash())
                .flatMap(window ->
                    merchants
                        .byId(parsed.merchantId())
                        .map(merchant ->
                            new Open(
                                parsed,
                                window,
                                ParamReader.JSON.readValue(window.request(), Asked.class),
                                merchant))));
  }

  @GetMapping("/checkout/identity/{token}")
  ResponseEntity<byte[]> window(@PathVariable String token) {
    return find(token)
        .map(open ->
            open.window().certification().state() == Certification.State.OPENED
                ? launch(open)
                : ResultPages.seeOther(open.path("/result")))
        .orElseGet(pages::unknown);
  }

  private ResponseEntity<byte[]> launch(Open open) {
    URI back = URI.create(open.asked().hubOrigin() + open.path("/return"));
    if (!(open.window().open(back) instanceof WindowOpening.Opened(PgWindow window, var memo))
        || !(window instanceof PgWindow.Posted(var fields, URI action, String charset))) {
      return pages.unknown();
    }
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/post",
        new Texts("ko"),
        nonce,
        ContentSecurity.withForm(nonce, action, open.frameAncestors()),
        Map.of("fields", fields, "action", action.toString(), "acceptCharset", charset));
  }

  @RequestMapping(
      path = "/checkout/identity/{token}/return",
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<byte[]> take(@PathVariable String token, HttpServletRequest request)
      throws IOException {
    Optional<Open> found = find(token);
    if (found.isEmpty()) {
      return pages.unknown();
    }
    Open open = found.get();
    if (open.window().certification().state() == Certification.State.OPENED) {
      Optional<byte[]> form =
          request.getMethod().equals("POST")
              ? BoundedBody.read(request, MAX_BYTES)
              : Optional.of(
                  Objects.requireNonNullElse(request.getQueryString(), "")
                      .getBytes(StandardCharsets.ISO_8859_1));
      if (form.isPresent()) {
        String type = Objects.requireNonNullElse(request.getContentType(), "");
        Certification _ = open.window().proceed(ReturnForm.read(form.get(), type));
      }
    }
    return ResultPages.seeOther(open.path("/result"));
  }

  @GetMapping("/checkout/identity/{token}/result")
  ResponseEntity<byte[]> result(@PathVariable String token) {
    return find(token).map(this::result).orElseGet(pages::unknown);
  }

  private ResponseEntity<byte[]> result(Open open) {
    Certification now = open.window().certification();
    if (now.isOver() && open.asked().redirects()) {
      return ResultPages.seeOther(location(open, now));
    }
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/result",
        new Texts("ko"),
        nonce,
        ContentSecurity.own(nonce, open.frameAncestors()),
        Map.of(
            "state", ParamReader.JSON.writeValueAsString(state(open, now)),
            "redirects", open.asked().redirects(),
            "origin", open.asked().origin(),
            "path", open.path("")));
  }

  @GetMapping("/checkout/identity/{token}/status")
  ResponseEntity<byte[]> status(@PathVariable String token) {
    return find(token)
        .map(open -> PaymentRequests.json(state(open, open.window().certification())))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** Only the hub's own pages may say that the person left (G33). */
  @PostMapping("/checkout/identity/{token}/leave")
  ResponseEntity<byte[]> leave(@PathVariable String token, HttpServletRequest request) {
    if (address.of(request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site")).isEmpty()) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    return find(token)
        .map(open -> PaymentRequests.json(state(open, open.window().leave())))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private static Map<String, @Nullable Object> state(Open open, Certification now) {
    boolean success = now.state() == Certification.State.CERTIFIED;
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("action", "done");
    message.put("request_id", open.asked().requestId());
    message.put(
        "response",
        response(
            now.number(),
            now.orderNumber(),
            success,
            success ? null : now.failCode(),
            success ? null : now.failReason()));
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("done", now.isOver());
    state.put("opened", true);
    state.put("success", success);
    state.put("message", message);
    state.put("location", location(open, now));
    return state;
  }

  private static String location(Open open, Certification now) {
    boolean success = now.state() == Certification.State.CERTIFIED;
    Map<String, String> query = new LinkedHashMap<>();
    query.put("imp_uid", now.number());
    query.put("merchant_uid", now.orderNumber());
    query.put("success", Boolean.toString(success));
    if (!success) {
      query.put("error_code", Objects.requireNonNullElse(now.failCode(), ""));
      query.put("error_msg", Objects.requireNonNullElse(now.failReason(), ""));
    }
    String redirectUrl = open.asked().redirectUrl();
    return RedirectUrl.with(
        redirectUrl == null
            ? open.asked().hubOrigin() + (success ? "/payments/success" : "/payments/fail")
            : redirectUrl,
        query);
  }
}
