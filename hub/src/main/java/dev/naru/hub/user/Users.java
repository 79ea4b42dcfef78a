package dev.naru.hub.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The console's users. The caller makes a change and its line in the audit log in one transaction.
 * Every method throws {@link org.springframework.dao.DataAccessException} when the database is
 * away.
 */
public interface Users {

  /** The merchant id of the hub's operators, who belong to no merchant. */
  long HUB = 0;

  /** The fewest characters of a password. */
  int SHORTEST_PASSWORD = 10;

  /** The most characters of a password. */
  int LONGEST_PASSWORD = 200;

  /** The user with this email, in any case of letters; empty when there is none. */
  Optional<User> byEmail(String email);

  /** A user of this merchant; empty when it has none with this id. */
  Optional<User> find(long merchantId, UUID id);

  /** The users of a merchant, or of the hub, oldest first. */
  List<User> of(long merchantId);

  /**
   * A user to add.
   *
   * @param password null for a user who chooses it by {@link #link}
   */
  record NewUser(long merchantId, String email, String name, Role role, @Nullable String password) {

    @Override
    public String toString() {
      return "NewUser[" + email + ", " + role + "]";
    }
  }

  /**
   * Adds a user.
   *
   * @return empty when another user has the email already
   * @throws IllegalArgumentException when the email isn't well-formed, when an operator would
   *     belong to a merchant, or when another user would belong to none
   */
  Optional<User> add(NewUser user);

  /** Sets a password, and ends the user's sessions and links. */
  void setPassword(User user, String password);

  /** Whether the password is the user's. The check takes as long as a sign-in. */
  boolean isPassword(User user, String password);

  /** Gives a user of a merchant another name and role, from the next request on. */
  Change change(User user, String name, Role role);

  /** Ends the user's sessions and links, and lets the user sign in no more. */
  Change disable(User user);

  /** Lets a disabled user sign in again. */
  void enable(User user);

  /** The result of a change that could take a merchant's last owner away. */
  enum Change {
    DONE,
    /** Nothing was changed: the merchant would have no owner left who can sign in. */
    LAST_OWNER
  }

  /**
   * Makes a link by which the user sets a password, and ends earlier ones. It is valid for three
   * days.
   *
   * @return the link's token; it can't be read again later
   */
  String link(User user);

  /** The user of a valid link; empty for any other token. */
  Optional<User> ofLink(String token);

  /** Whether a text has the form of an email address. */
  static boolean isEmail(String text) {
    return text.length() <= 254
        && text.matches("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}.]+");
  }

  /** Whether a text has the length of a password. */
  static boolean isPassword(String text) {
    int length = text.codePointCount(0, text.length());
    return length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD;
  }
}
