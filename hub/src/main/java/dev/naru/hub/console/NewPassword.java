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

  /** The new password; empty when something is wrong with it, which the form then says. */
  static Optional<String> of(HttpServletRequest request, Visit visit, Form form) {
    // The password with its white space, which a form's values lose.
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
