package dev.naru.hub.console;

import dev.naru.hub.user.Action;
import dev.naru.hub.user.Passkeys;
import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page on which users manage their own passkeys. A script makes and uses them in the browser.
 */
@Controller
final class PasskeysController {

  private static final String PAGE = "/console/account/passkeys";
  private static final int LONGEST_NAME = 40;

  private final Passkeys passkeys;
  private final OwnPassword password;
  private final PublicAddress address;
  private final Changes changes;
  private final ConsolePages pages;

  PasskeysController(
      Passkeys passkeys,
      OwnPassword password,
      PublicAddress address,
      Changes changes,
      ConsolePages pages) {
    this.passkeys = passkeys;
    this.password = password;
    this.address = address;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping(PAGE)
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> show(Visit visit, Form form) {
    return pages.page(visit, "passkeys", model(visit, form));
  }

  private Map<String, Object> model(Visit visit, Form form) {
    return Map.of("passkeys", passkeys.of(visit.user()), "form", form);
  }

  /** The options for a new passkey, which the page's script requests when the button is pressed. */
  @GetMapping(PAGE + "/options")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<String> options(Visit visit, HttpServletRequest request) {
    return json(passkeys.creationOptions(visit.user(), browser(visit, request, address)));
  }

  /** The challenge that a passkey must sign. */
  @GetMapping("/console/sign-in/passkey")
  @WithoutSignIn
  ResponseEntity<String> challenge(Visit visit, HttpServletRequest request) {
    return json(passkeys.requestOptions(browser(visit, request, address)));
  }

  /** Identifies the browser by its mark, a secret that stays the same between page and form. */
  static Passkeys.Browser browser(Visit visit, HttpServletRequest request, PublicAddress address) {
    String host = request.getHeader("Origin");
    String seen = host == null ? request.getScheme() + "://" + request.getHeader("Host") : host;
    return new Passkeys.Browser(
        address.of(seen, "same-origin").orElse(address.origin()), visit.browserMark());
  }

  private static ResponseEntity<String> json(String body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }

  @PostMapping(PAGE)
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> add(Visit visit, Form form, HttpServletRequest request) {
    String name = form.get("name");
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      form.wrong("name", visit.text("passkeys.name-wrong", LONGEST_NAME));
    }
    password.check(visit, form, request);
    if (!form.isWrong()) {
      changes.make(
          visit,
          () -> {
            boolean added =
                passkeys.add(
                    visit.user(), browser(visit, request, address), name, form.get("credential"));
            if (!added) {
              form.wrong("name", visit.text("passkeys.not-added", Passkeys.MOST));
              return Optional.empty();
            }
            return Optional.of(line(visit, "user passkey add", Map.of(), Map.of("name", name)));
          });
    }
    return form.isWrong()
        ? pages.wrong(visit, "passkeys", model(visit, form))
        : ConsolePages.to(PAGE, "passkeys.said-added");
  }

  @PostMapping(PAGE + "/remove")
  @Needs(Action.USE_OWN_ACCOUNT)
  ResponseEntity<byte[]> remove(Visit visit, Form form) {
    Optional<String> name =
        passkeys.of(visit.user()).stream()
            .filter(each -> each.id().equals(form.get("id")))
            .map(Passkeys.Passkey::name)
            .findFirst();
    changes.make(
        visit,
        () ->
            name.filter(_ -> passkeys.remove(visit.user(), form.get("id")))
                .map(it -> line(visit, "user passkey remove", Map.of("name", it), Map.of())));
    return ConsolePages.to(PAGE, "passkeys.said-removed");
  }

  private static Changes.Line line(
      Visit visit, String what, Map<String, String> before, Map<String, String> after) {
    return new Changes.Line(what, visit.user().email(), before, after);
  }
}
