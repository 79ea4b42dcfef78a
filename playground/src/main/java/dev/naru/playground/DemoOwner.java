package dev.naru.playground;

import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import dev.naru.hub.user.Users.NewUser;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

/** The console user who owns the demo merchant. */
final class DemoOwner {

  static final String EMAIL = "owner@demo.shop";

  /** The letters of a random password, without those that look like others. */
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private DemoOwner() {}

  /**
   * Adds the owner if there is none yet, and sets the password that the environment names.
   *
   * @return the password; empty if an earlier start has shown it
   */
  static Optional<String> seed(Hub hub, Optional<String> wanted) {
    Users users = hub.context().getBean(Users.class);
    Optional<User> owner = users.byEmail(EMAIL);
    if (owner.isEmpty()) {
      String password = wanted.orElseGet(DemoOwner::random);
      long merchant =
          hub.context()
              .getBean(Merchants.class)
              .byUserCode(PlaygroundMerchants.USER_CODE)
              .orElseThrow()
              .id();
      users.add(new NewUser(merchant, EMAIL, "데모 소유자", Role.OWNER, password));
      return Optional.of(password);
    }
    if (wanted.isPresent() && !users.isPassword(owner.get(), wanted.get())) {
      users.setPassword(owner.get(), wanted.get());
    }
    return wanted;
  }

  /** A random password: three groups of five letters, about 74 bits. */
  private static String random() {
    SecureRandom random = new SecureRandom();
    return random
        .ints(15, 0, LETTERS.length())
        .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
        .collect(Collectors.joining())
        .replaceAll("(.{5})(?=.)", "$1-");
  }
}
