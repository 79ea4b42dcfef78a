package dev.naru.hub.console;

import dev.naru.hub.user.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for the user's password again before a way in is changed: a browser may have been left open.
 */
@Component
final class OwnPassword {

  private final SignIn signIn;

  OwnPassword(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Checks the form's {@code password-now}; the form says what is wrong with it. */
  void check(Visit visit, Form form, HttpServletRequest request) {
    // As it was typed: a form's values lose the white space around them.
    String password = Optional.ofNullable(request.getParameter("password-now")).orElse("");
    switch (signIn.check(visit.user().email(), password, request.getRemoteAddr())) {
      case SignIn.Outcome.Wrong _ ->
          form.wrong("password-now", visit.text("account.password-wrong"));
      case SignIn.Outcome.Wait(var after) ->
          form.wrong(
              "password-now", visit.text("sign-in.wait", String.valueOf(after.toMinutes() + 1)));
      case SignIn.Outcome.Right _ -> {}
    }
  }
}
