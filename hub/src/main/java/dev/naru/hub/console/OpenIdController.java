package dev.naru.hub.console;

import dev.naru.hub.user.OpenIdProvider;
import dev.naru.hub.user.OpenIdProvider.SignedIn;
import dev.naru.hub.user.OpenIdProvider.UnavailableException;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signs users in by an OpenID service. The email that the service confirms must be a user's of this
 * hub.
 */
@Controller
final class OpenIdController {

  private static final Logger LOG = LoggerFactory.getLogger(OpenIdController.class);
  private static final String CALLBACK = "/console/sign-in/openid/callback";

  private final OpenIdProvider provider;
  private final Users users;
  private final Sessions sessions;
  private final ConsoleCookies cookies;
  private final ConsolePages pages;
  private final URI callback;

  OpenIdController(
      OpenIdProvider provider,
      Users users,
      Sessions sessions,
      ConsoleCookies cookies,
      ConsolePages pages,
      PublicAddress address) {
    this.provider = provider;
    this.users = users;
    this.sessions = sessions;
    this.cookies = cookies;
    this.pages = pages;
    this.callback = URI.create(address.origin() + CALLBACK);
  }

  @GetMapping("/console/sign-in/openid")
  @WithoutSignIn
  ResponseEntity<byte[]> begin(
      Visit visit, @RequestParam(name = "to", defaultValue = "") String to) {
    if (!provider.isSet()) {
      return pages.notFound(visit);
    }
    try {
      URI there = provider.begin(callback, visit.browserMark(), Forms.ours(to));
      return ResponseEntity.status(HttpStatus.SEE_OTHER).location(there).build();
    } catch (UnavailableException away) {
      return unavailable(visit, away);
    }
  }

  @GetMapping(CALLBACK)
  @WithoutSignIn
  ResponseEntity<byte[]> end(
      Visit visit,
      HttpServletResponse response,
      @RequestParam(name = "code", defaultValue = "") String code,
      @RequestParam(name = "state", defaultValue = "") String state) {
    if (!provider.isSet()) {
      return pages.notFound(visit);
    }
    try {
      Optional<SignedIn> came = provider.end(callback, visit.browserMark(), code, state);
      Optional<User> user =
          came.flatMap(it -> users.byEmail(it.email())).filter(found -> found.disabledAt() == null);
      if (user.isEmpty()) {
        return refused(visit, "sign-in.openid-refused");
      }
      cookies.set(response, ConsoleCookies.SESSION, sessions.begin(user.get(), null));
      cookies.clear(response, ConsoleCookies.START);
      return ConsolePages.to(came.get().to());
    } catch (UnavailableException away) {
      return unavailable(visit, away);
    }
  }

  private ResponseEntity<byte[]> unavailable(Visit visit, UnavailableException away) {
    LOG.warn("nobody can sign in by {}: {}", provider.name(), away.getMessage());
    return refused(visit, "sign-in.openid-away");
  }

  private ResponseEntity<byte[]> refused(Visit visit, String trouble) {
    return pages.page(
        HttpStatus.UNPROCESSABLE_CONTENT,
        visit,
        "sign-in",
        SignInController.model("", "/console", Map.of(), trouble));
  }
}
