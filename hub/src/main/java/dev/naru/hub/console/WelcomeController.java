package dev.naru.hub.console;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page behind the link of an invitation or a password reset: the user chooses a password, and
 * is signed in.
 */
@Controller
final class WelcomeController {

  private final Users users;
  private final Sessions sessions;
  private final Audit audit;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;
  private final TransactionTemplate transaction;

  WelcomeController(
      Users users,
      Sessions sessions,
      Audit audit,
      ConsoleCookies cookies,
      ConsolePages pages,
      javax.sql.DataSource database) {
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.cookies = cookies;
    this.pages = pages;
    this.transaction =
        new TransactionTemplate(
            new org.springframework.jdbc.support.JdbcTransactionManager(database));
  }

  @GetMapping("/console/welcome/{token}")
  @WithoutSignIn
  ResponseEntity<byte[]> form(Visit visit, @PathVariable("token") String token) {
    return users
        .ofLink(token)
        .map(user -> pages.page(visit, "welcome", model(token, user, Form.of(Map.of()))))
        .orElseGet(() -> pages.trouble(HttpStatus.NOT_FOUND, visit, "link"));
  }

  @PostMapping("/console/welcome/{token}")
  @WithoutSignIn
  ResponseEntity<byte[]> setPassword(
      Visit visit,
      Form form,
      @PathVariable("token") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<User> user = users.ofLink(token);
    if (user.isEmpty()) {
      return pages.trouble(HttpStatus.NOT_FOUND, visit, "link");
    }
    Optional<String> password = NewPassword.of(request, visit, form);
    if (password.isEmpty()) {
      return pages.wrong(visit, "welcome", model(token, user.get(), form));
    }
    transaction.executeWithoutResult(_ -> {
      users.setPassword(user.get(), password.get());
      audit.note(
          new Audit.Change(
              user.get().email(),
              "user password",
              user.get().email(),
              user.get().merchantId() == Users.HUB ? null : user.get().merchantId(),
              Map.of(),
              Map.of("by", "link")));
    });
    if (user.get().hasSecondFactor()) { // a link alone is one factor
      return ConsolePages.to("/console/sign-in", "account.said-sign-in");
    }
    cookies.set(response, ConsoleCookies.SESSION, sessions.begin(user.get(), null));
    return ConsolePages.to("/console", "account.said-welcome");
  }

  private static Map<String, Object> model(String token, User user, Form form) {
    return Map.of("token", token, "email", user.email(), "form", form);
  }
}
