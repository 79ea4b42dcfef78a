package dev.naru.hub.console;

import dev.naru.hub.user.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks for the user's password again before a change of password, second factor or passkeys,
 * because the browser may have been left open.
 */
@Component
final class OwnPassword {

  private final SignIn signIn;

  OwnPassword(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Checks the form's field {@code password-now}; if it is wrong, the form says so. */
  void check(Visit visit, Form form, HttpServletRequest request) {
    // The password with its white space, which a form's values lose.
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
