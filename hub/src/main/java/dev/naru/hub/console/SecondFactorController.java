package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import dev.naru.hub.user.SecondFactors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page on which users manage their own second factor: an authenticator's codes, and recovery
 * codes.
 */
@Controller
final class SecondFactorController {

  private final SecondFactors secondFactors;
  private final OwnPassword password;
  private final Changes changes;
  private final ConsolePages pages;

  SecondFactorController(
      SecondFactors secondFactors, OwnPassword password, Changes changes, ConsolePages pages) {
    this.secondFactors = secondFactors;
    this.password = password;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/account/second-factor")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> show(Visit visit) {
    return pages.page(
        visit, "second-factor", model(secondFactors.newKey(), Form.of(Map.of()), List.of()));
  }

  /**
   * @param key the key for the authenticator; empty for none
   * @param codes recovery codes, which are shown only this once
   */
  private static Map<String, Object> model(String key, Form form, List<String> codes) {
    return Map.of("key", key, "form", form, "codes", codes);
  }

  /**
   * Turns the second factor on. The password is asked for, because the browser may have been left
   * open.
   */
  @PostMapping("/console/account/second-factor")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> turnOn(Visit visit, Form form, HttpServletRequest request) {
    password.check(visit, form, request);
    AtomicReference<List<String>> codes = new AtomicReference<>(List.of());
    if (!form.isWrong()) {
      changes.make(
          visit,
          () -> {
            Optional<List<String>> made =
                secondFactors.turnOn(visit.user(), form.get("secret-key"), form.get("code"));
            made.ifPresentOrElse(
                codes::set, () -> form.wrong("code", visit.text("second-factor.code-wrong")));
            return made.map(_ ->
                new Changes.Line(
                    "user second-factor on", visit.user().email(), Map.of(), Map.of()));
          });
    }
    return form.isWrong()
        ? pages.wrong(visit, "second-factor", model(form.get("secret-key"), form, List.of()))
        : pages.page(visit, "second-factor", model("", form, codes.get()));
  }

  @PostMapping("/console/account/second-factor/off")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> turnOff(Visit visit, Form form, HttpServletRequest request) {
    password.check(visit, form, request);
    if (form.isWrong()) {
      return pages.wrong(visit, "second-factor", model(secondFactors.newKey(), form, List.of()));
    }
    changes.make(
        visit,
        () -> {
          secondFactors.turnOff(visit.user());
          return Optional.of(
              new Changes.Line("user second-factor off", visit.user().email(), Map.of(), Map.of()));
        });
    return ConsolePages.to("/console/account", "second-factor.said-off");
  }
}
