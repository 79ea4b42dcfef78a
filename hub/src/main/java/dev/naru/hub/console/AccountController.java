package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.SignIn;
import dev.naru.hub.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Everybody's own password. */
@Controller
final class AccountController {

  private final Users users;
  private final SignIn signIn;
  private final Sessions sessions;
  private final Changes changes;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;

  AccountController(
      Users users,
      SignIn signIn,
      Sessions sessions,
      Changes changes,
      ConsoleCookies cookies,
      ConsolePages pages) {
    this.users = users;
    this.signIn = signIn;
    this.sessions = sessions;
    this.changes = changes;
    this.cookies = cookies;
    this.pages = pages;
  }

  @GetMapping("/console/account")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> account(Visit visit, Form form) {
    return pages.page(visit, "account", Map.of("form", form));
  }

  /** The old password is asked for, braked as a sign-in is: a browser may have been left open. */
  @PostMapping("/console/account")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> changePassword(
      Visit visit, Form form, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> password = NewPassword.of(request, visit, form);
    if (password.isPresent()) {
      String current = Optional.ofNullable(request.getParameter("password-now")).orElse("");
      switch (signIn.check(visit.user().email(), current, request.getRemoteAddr())) {
        case SignIn.Outcome.Wrong _ ->
            form.wrong("password-now", visit.text("account.password-wrong"));
        case SignIn.Outcome.Wait(var after) ->
            form.wrong(
                "password-now", visit.text("sign-in.wait", String.valueOf(after.toMinutes() + 1)));
        case SignIn.Outcome.Right _ -> {}
      }
    }
    if (password.isEmpty() || form.isWrong()) {
      return pages.wrong(visit, "account", Map.of("form", form));
    }
    changes.make(
        visit,
        () -> {
          users.setPassword(visit.user(), password.get());
          return Optional.of(
              new Changes.Line("user password", visit.user().email(), Map.of(), Map.of()));
        });
    // All other sessions have ended; this one goes on as a new one.
    cookies.set(response, ConsoleCookies.SESSION, sessions.begin(visit.user(), null));
    return ConsolePages.to("/console/account", "account.said-changed");
  }
}
