package dev.naru.hub.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The console's users. A change and its line in the audit log are the caller's transaction. Every
 * method throws {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public interface Users {

  /** Stands for the merchant of the hub's operators, who belong to none. */
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
   * @param password null for one who chooses it by {@link #link}
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
   * @return empty when somebody has the email already
   * @throws IllegalArgumentException when the email has no form of one, or an operator is to belong
   *     to a merchant, or another to none
   */
  Optional<User> add(NewUser user);

  /** Sets a password. The user's sessions and links end. */
  void setPassword(User user, String password);

  /** Whether it is the user's password. It takes as long as a sign-in. */
  boolean isPassword(User user, String password);

  /** Gives a user of a merchant another name and role, from the next request on. */
  Change change(User user, String name, Role role);

  /** Ends the user's sessions and links, and lets them in no more. */
  Change disable(User user);

  /** Lets the user in again. */
  void enable(User user);

  /** What became of a change that may take a merchant's last owner. */
  enum Change {
    DONE,
    /** It would leave the merchant without an owner who can sign in; nothing was changed. */
    LAST_OWNER
  }

  /**
   * Makes a link by which the user sets a password, and ends earlier ones. It is valid for three
   * days.
   *
   * @return the link's token; it can't be read again later
   */
  String link(User user);

  /** The user that a valid link belongs to. */
  Optional<User> ofLink(String token);

  /** Whether a text can be an email. */
  static boolean isEmail(String text) {
    return text.length() <= 254
        && text.matches("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}.]+");
  }

  /** Whether a text can be a password that somebody chooses. */
  static boolean isPassword(String text) {
    int length = text.codePointCount(0, text.length());
    return length >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD;
  }
}
