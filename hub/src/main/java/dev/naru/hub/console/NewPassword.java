package dev.naru.hub.console;

import dev.naru.hub.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Reads a new password, which is typed twice, from a form's {@code password} and {@code
 * password-again}.
 */
final class NewPassword {

  private NewPassword() {}

  /** The password; empty when something is wrong, which the form says then. */
  static Optional<String> of(HttpServletRequest request, Visit visit, Form form) {
    // As it was typed: a form's values lose the white space around them.
    String password = Optional.ofNullable(request.getParameter("password")).orElse("");
    String again = Optional.ofNullable(request.getParameter("password-again")).orElse("");
    if (!Users.isPassword(password)) {
      form.wrong("password", visit.text("account.password-form", Users.SHORTEST_PASSWORD));
    } else if (!sameText(password, again)) {
      form.wrong("password-again", visit.text("account.password-differs"));
    }
    return form.isWrong() ? Optional.empty() : Optional.of(password);
  }

  private static boolean sameText(String one, String other) {
    return one.contentEquals(other);
  }
}
