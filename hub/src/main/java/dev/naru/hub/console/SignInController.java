package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import dev.naru.hub.user.Passkeys;
import dev.naru.hub.user.Session.Kept;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.SignIn;
import dev.naru.hub.user.SignIn.Outcome;
import dev.naru.hub.user.User;
import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which users sign in and out. */
@Controller
final class SignInController {

  private static final String KEPT = "kept.";

  private final SignIn signIn;
  private final Sessions sessions;
  private final SecondStep secondStep;
  private final Passkeys passkeys;
  private final PublicAddress address;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;

  SignInController(
      SignIn signIn,
      Sessions sessions,
      SecondStep secondStep,
      Passkeys passkeys,
      PublicAddress address,
      ConsoleCookies cookies,
      ConsolePages pages) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.secondStep = secondStep;
    this.passkeys = passkeys;
    this.address = address;
    this.cookies = cookies;
    this.pages = pages;
  }

  /**
   * The template's parameters.
   *
   * @param to the page that is shown afterwards
   * @param kept what was typed on that page before the session ended
   * @param trouble the key of a sentence; empty for none
   */
  static Map<String, Object> model(
      String email, String to, Map<String, String> kept, String trouble, Object... values) {
    Map<String, Object> model = new HashMap<>();
    model.put("email", email);
    model.put("to", to);
    model.put("kept", kept);
    model.put("trouble", trouble);
    model.put("values", values);
    return model;
  }

  @GetMapping("/console/sign-in")
  @WithoutSignIn
  ResponseEntity<byte[]> form(
      Visit visit, @RequestParam(name = "to", defaultValue = "") String to) {
    if (visit.isSignedIn()) {
      return ConsolePages.to(Forms.ours(to));
    }
    return pages.page(visit, "sign-in", model("", Forms.ours(to), Map.of(), ""));
  }

  @PostMapping("/console/sign-in")
  @WithoutSignIn
  ResponseEntity<byte[]> signIn(
      Visit visit, Form form, HttpServletRequest request, HttpServletResponse response) {
    String to = Forms.ours(form.get("to"));
    Map<String, String> kept = kept(form);
    // A password may begin or end with a space, which a form's values lose.
    String password = request.getParameter("password");
    Outcome outcome =
        signIn.check(form.get("email"), password == null ? "" : password, request.getRemoteAddr());
    return switch (outcome) {
      case Outcome.Right(User user) when user.hasSecondFactor() ->
          pages.page(
              visit, "sign-in-code", codeModel(secondStep.of(user), model("", to, kept, "")));
      case Outcome.Right(User user) -> {
        begin(response, user, kept.isEmpty() ? null : new Kept(to, kept));
        yield ConsolePages.to(to);
      }
      case Outcome.Wrong _ ->
          pages.page(
              HttpStatus.UNPROCESSABLE_CONTENT,
              visit,
              "sign-in",
              model(form.get("email"), to, kept, "sign-in.wrong"));
      case Outcome.Wait(var after) ->
          held(
              visit,
              response,
              "sign-in",
              after,
              held -> model(form.get("email"), to, kept, "sign-in.wait", held));
    };
  }

  private ResponseEntity<byte[]> held(
      Visit visit,
      HttpServletResponse response,
      String template,
      Duration after,
      Function<String, Map<String, Object>> model) {
    response.setHeader("Retry-After", String.valueOf(after.toSeconds() + 1));
    return pages.page(
        HttpStatus.TOO_MANY_REQUESTS,
        visit,
        template,
        model.apply(String.valueOf(after.toMinutes() + 1)));
  }

  private static Map<String, Object> codeModel(String step, Map<String, Object> model) {
    model.put("step", step);
    return model;
  }

  /** Takes the code of a user who has a second factor and whose password was right a moment ago. */
  @PostMapping("/console/sign-in/code")
  @WithoutSignIn
  ResponseEntity<byte[]> code(Visit visit, Form form, HttpServletResponse response) {
    String to = Forms.ours(form.get("to"));
    Map<String, String> kept = kept(form);
    String step = form.get("step");
    Optional<User> user = secondStep.read(step);
    if (user.isEmpty()) {
      return pages.page(visit, "sign-in", model("", to, kept, "sign-in.code-late"));
    }
    return switch (signIn.checkCode(user.get(), form.get("code"))) {
      case Outcome.Right _ -> {
        begin(response, user.get(), kept.isEmpty() ? null : new Kept(to, kept));
        yield ConsolePages.to(to);
      }
      case Outcome.Wrong _ ->
          pages.wrong(
              visit, "sign-in-code", codeModel(step, model("", to, kept, "sign-in.code-wrong")));
      case Outcome.Wait(var after) ->
          held(
              visit,
              response,
              "sign-in-code",
              after,
              held -> codeModel(step, model("", to, kept, "sign-in.wait", held)));
    };
  }

  /**
   * Signs in with a passkey, which counts as both factors: the user's device asked for a finger, a
   * face or a PIN.
   */
  @PostMapping("/console/sign-in/passkey")
  @WithoutSignIn
  ResponseEntity<byte[]> passkey(
      Visit visit, Form form, HttpServletRequest request, HttpServletResponse response) {
    String to = Forms.ours(form.get("to"));
    Map<String, String> kept = kept(form);
    Optional<User> user =
        passkeys.signIn(
            PasskeysController.browser(visit, request, address), form.get("credential"));
    if (user.isEmpty()) {
      return pages.page(
          HttpStatus.UNPROCESSABLE_CONTENT,
          visit,
          "sign-in",
          model("", to, kept, "passkeys.failed"));
    }
    begin(response, user.get(), kept.isEmpty() ? null : new Kept(to, kept));
    return ConsolePages.to(to);
  }

  /**
   * Begins a new session each time, so that a session token that an attacker planted before is
   * worth nothing.
   */
  private void begin(HttpServletResponse response, User user, @Nullable Kept kept) {
    cookies.set(response, ConsoleCookies.SESSION, sessions.begin(user, kept));
    cookies.clear(response, ConsoleCookies.START);
  }

  private static Map<String, String> kept(Form form) {
    Map<String, String> kept = new LinkedHashMap<>();
    form.values()
        .forEach((name, value) -> {
          if (name.startsWith(KEPT)) {
            kept.put(name.substring(KEPT.length()), value);
          }
        });
    return Forms.withoutSecrets(kept);
  }

  @PostMapping("/console/sign-out")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> signOut(Visit visit, HttpServletResponse response) {
    sessions.end(visit.session());
    cookies.clear(response, ConsoleCookies.SESSION);
    return ConsolePages.to("/console/sign-in", "sign-in.said-out");
  }
}
