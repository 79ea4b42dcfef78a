package dev.naru.hub.console;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.Session;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks every request to the console: who asks (the session), whether the form is the console's
 * own (G33), and whether the user's role allows the action (G32). A refused request is answered
 * here and reaches no controller.
 */
final class AccessCheck implements HandlerInterceptor {

  private static final String VISIT = AccessCheck.class.getName() + ".visit";

  private final Sessions sessions;
  private final Merchants merchants;
  private final PublicAddress address;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;
  private final Audit audit;

  AccessCheck(
      Sessions sessions,
      Merchants merchants,
      PublicAddress address,
      ConsoleCookies cookies,
      ConsolePages pages,
      Audit audit) {
    this.sessions = sessions;
    this.merchants = merchants;
    this.address = address;
    this.cookies = cookies;
    this.pages = pages;
    this.audit = audit;
  }

  /** The visit that {@link #preHandle} attached to the request. */
  static Visit visitOf(HttpServletRequest request) {
    if (request.getAttribute(VISIT) instanceof Visit visit) {
      return visit;
    }
    throw new IllegalStateException("no request to the console");
  }

  static boolean isVisit(HttpServletRequest request) {
    return request.getAttribute(VISIT) instanceof Visit;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (handler instanceof HandlerMethod file && file.getBeanType() == ConsoleAssets.class) {
      return true; // the same for everybody, and kept by browsers
    }
    String nonce = FormTokens.random();
    headers(response, nonce);
    Texts texts = texts(request, response);
    // The request starts with a visit of nobody, so that an error page can be shown when the
    // database is away.
    request.setAttribute(VISIT, visit(request, null, "", texts, nonce));
    Optional<Session> session =
        ConsoleCookies.read(request, ConsoleCookies.SESSION).flatMap(sessions::find);
    String bound = session.map(Session::token).orElseGet(() -> start(request, response));
    Visit visit = visit(request, session.orElse(null), bound, texts, nonce);
    request.setAttribute(VISIT, visit);
    if (!(handler instanceof HandlerMethod route)) {
      return true; // there is no such page
    }
    boolean changes = !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    if (changes && isForeign(request)) {
      return refuse(response, pages.trouble(HttpStatus.FORBIDDEN, visit, "foreign"));
    }
    Needs needs = route.getMethodAnnotation(Needs.class);
    if (needs != null && session.isEmpty()) {
      return refuse(response, changes ? signInAgain(request, visit) : signIn(request));
    }
    if (changes && !isOurForm(request, session)) {
      return refuse(response, tooOld(request, visit));
    }
    if (needs == null) {
      return true;
    }
    if (!visit.may(needs.value())) {
      noteDenied(request, visit, needs.value());
      return refuse(response, pages.trouble(HttpStatus.FORBIDDEN, visit, "role"));
    }
    boolean needsMerchant =
        needs.value() != Action.CHOOSE_MERCHANT && needs.value() != Action.USE_OWN_ACCOUNT;
    if (needsMerchant && !visit.hasMerchant()) {
      return refuse(response, ConsolePages.to("/console/merchants"));
    }
    if (needsMerchant && changes && isOfOtherMerchant(request, visit)) {
      return refuse(response, pages.trouble(HttpStatus.CONFLICT, visit, "merchant"));
    }
    return true;
  }

  /**
   * Whether the form is of another merchant than the session's: the operator has chosen another one
   * in a second tab.
   */
  private static boolean isOfOtherMerchant(HttpServletRequest request, Visit visit) {
    String seen = request.getParameter("_merchant");
    return seen != null && !seen.equals(visit.merchant().userCode());
  }

  /**
   * The answer to a form that was made in an earlier session, when somebody signed in again in
   * another tab. What was typed is kept for the next look at the page if the browser says that the
   * form came from the console.
   */
  private ResponseEntity<byte[]> tooOld(HttpServletRequest request, Visit visit) {
    Map<String, String> typed = Forms.withoutSecrets(Forms.of(request));
    boolean keeps =
        visit.isSignedIn()
            && request.getHeader("Origin") != null
            && !typed.isEmpty()
            && !(visit.hasMerchant() && isOfOtherMerchant(request, visit));
    if (!keeps) {
      return pages.trouble(HttpStatus.FORBIDDEN, visit, "form");
    }
    String page = Forms.pageOf(request);
    sessions.keep(visit.session(), new Session.Kept(page, typed));
    return pages.page(
        HttpStatus.FORBIDDEN, visit, "trouble", Map.of("what", "form-kept", "page", page));
  }

  /**
   * Headers: browsers keep no page, embed none in another, and run no script but the console's own.
   */
  private static void headers(HttpServletResponse response, String nonce) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
            + nonce
            + "'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  private Texts texts(HttpServletRequest request, HttpServletResponse response) {
    String chosen = request.getParameter("lang");
    if (chosen != null && (chosen.equals("ko") || chosen.equals("en"))) {
      cookies.setForAYear(response, ConsoleCookies.LANGUAGE, chosen);
      return new Texts(chosen);
    }
    boolean english =
        ConsoleCookies.read(request, ConsoleCookies.LANGUAGE).filter("en"::equals).isPresent();
    return new Texts(english ? "en" : "ko");
  }

  private Visit visit(
      HttpServletRequest request,
      @Nullable Session session,
      String bound,
      Texts texts,
      String nonce) {
    String said = Optional.ofNullable(request.getParameter("said")).orElse("");
    Merchant merchant =
        session == null ? null : session.merchantId().flatMap(merchants::byId).orElse(null);
    return new Visit(
        session,
        merchant,
        texts,
        request.getRequestURI(),
        new Visit.Browser(
            FormTokens.browser(bound), FormTokens.fresh(bound), Compression.isTaken(request)),
        nonce,
        texts.said(said));
  }

  private String start(HttpServletRequest request, HttpServletResponse response) {
    return ConsoleCookies.read(request, ConsoleCookies.START)
        .orElseGet(() -> {
          String fresh = FormTokens.random();
          cookies.set(response, ConsoleCookies.START, fresh);
          return fresh;
        });
  }

  private boolean isForeign(HttpServletRequest request) {
    return address.of(request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site")).isEmpty();
  }

  private static boolean isOurForm(HttpServletRequest request, Optional<Session> session) {
    String given = Optional.ofNullable(request.getParameter("_form")).orElse("");
    Optional<String> bound =
        session.map(Session::token).or(() -> ConsoleCookies.read(request, ConsoleCookies.START));
    return bound.filter(cookie -> FormTokens.fits(cookie, given)).isPresent();
  }

  private static ResponseEntity<byte[]> signIn(HttpServletRequest request) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    String wanted = query == null ? path : path + "?" + query;
    return ConsolePages.to(
        wanted.equals("/console")
            ? "/console/sign-in"
            : "/console/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  /**
   * The answer to a form that came after the session had ended: the sign-in page, which keeps what
   * was typed.
   */
  private ResponseEntity<byte[]> signInAgain(HttpServletRequest request, Visit visit) {
    return pages.page(
        HttpStatus.UNAUTHORIZED,
        visit,
        "sign-in",
        SignInController.model(
            "", Forms.pageOf(request), Forms.withoutSecrets(Forms.of(request)), "sign-in.ended"));
  }

  private void noteDenied(HttpServletRequest request, Visit visit, Action action) {
    Map<String, String> after = new LinkedHashMap<>();
    after.put("action", action.name());
    after.put("role", visit.user().role().word());
    audit.note(
        new Audit.Change(
            visit.user().email(),
            "denied",
            request.getMethod() + " " + request.getRequestURI(),
            visit.hasMerchant() ? visit.merchant().id() : null,
            Map.of(),
            after));
  }

  private static boolean refuse(HttpServletResponse response, ResponseEntity<byte[]> answer)
      throws IOException {
    ConsolePages.write(response, answer);
    return false;
  }
}
