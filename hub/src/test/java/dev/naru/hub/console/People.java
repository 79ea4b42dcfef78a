package dev.naru.hub.console;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.user.Users.NewUser;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes users of the console for tests. */
final class People {

  static final String PASSWORD = "a long password";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private People() {}

  static User add(RunningHub hub, long merchantId, Role role) {
    return add(hub, merchantId, role, PASSWORD);
  }

  static User add(RunningHub hub, long merchantId, Role role, @Nullable String password) {
    String email = role.word() + COUNT.incrementAndGet() + "@shop.example";
    return hub.bean(Users.class)
        .add(new NewUser(merchantId, email, "사람", role, password))
        .orElseThrow();
  }

  static Browser signedIn(RunningHub hub, User user) {
    Browser browser = new Browser(hub);
    Browser.Page answer = browser.signIn(user.email(), PASSWORD);
    if (answer.status() != 303) {
      throw new AssertionError("no sign-in of " + user.email() + ": " + answer.text());
    }
    return browser;
  }
}
