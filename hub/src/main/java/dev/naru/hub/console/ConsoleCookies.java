package dev.naru.hub.console;

import dev.naru.hub.web.PublicAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The console's three cookies, none of which scripts can read. */
final class ConsoleCookies {

  /** The session's token. */
  static final String SESSION = "naru_console";

  /** A random value that forms are bound to before anybody has signed in. */
  static final String START = "naru_console_start";

  /** The chosen language. */
  static final String LANGUAGE = "naru_console_language";

  private final boolean secure;

  ConsoleCookies(PublicAddress address) {
    secure = address.origin().startsWith("https://");
  }

  static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name) && cookie.getValue().matches("[A-Za-z0-9_-]{2,64}")) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Sets a cookie that the browser deletes when it is closed. */
  void set(HttpServletResponse response, String name, String value) {
    add(response, name, value, Duration.ofSeconds(-1));
  }

  void setForAYear(HttpServletResponse response, String name, String value) {
    add(response, name, value, Duration.ofDays(365));
  }

  void clear(HttpServletResponse response, String name) {
    add(response, name, "", Duration.ZERO);
  }

  private void add(HttpServletResponse response, String name, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .path("/console")
            .httpOnly(true)
            .sameSite("Lax")
            .secure(secure)
            .maxAge(age)
            .build()
            .toString());
  }
}
