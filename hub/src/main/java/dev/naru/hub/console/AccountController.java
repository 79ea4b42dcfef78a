package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The page on which users change their own password. */
@Controller
final class AccountController {

  private final Users users;
  private final OwnPassword ownPassword;
  private final Sessions sessions;
  private final Changes changes;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;

  AccountController(
      Users users,
      OwnPassword ownPassword,
      Sessions sessions,
      Changes changes,
      ConsoleCookies cookies,
      ConsolePages pages) {
    this.users = users;
    this.ownPassword = ownPassword;
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

  @PostMapping("/console/account")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> changePassword(
      Visit visit, Form form, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> password = NewPassword.of(request, visit, form);
    if (password.isPresent()) {
      ownPassword.check(visit, form, request);
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
    // The change has ended all sessions of the user; the browser gets a new one.
    cookies.set(response, ConsoleCookies.SESSION, sessions.begin(visit.user(), null));
    return ConsolePages.to("/console/account", "account.said-changed");
  }
}
