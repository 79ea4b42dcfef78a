package dev.naru.hub.console;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.Session;
import dev.naru.hub.user.User;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to the console: which user sends it, about which merchant, in which language. A
 * controller takes it as a parameter, and every template has it as {@code visit}.
 */
public final class Visit {

  private final @Nullable Session session;
  private final @Nullable Merchant merchant;
  private final Texts texts;
  private final String path;
  private final Browser browser;
  private final String nonce;
  private final String said;

  /**
   * The browser that sent the request.
   *
   * @param mark a secret that stays the same from page to form; no page shows it
   * @param formToken the token that the page's forms send back
   * @param takesGzip whether pages may be compressed for it
   */
  record Browser(String mark, String formToken, boolean takesGzip) {}

  Visit(
      @Nullable Session session,
      @Nullable Merchant merchant,
      Texts texts,
      String path,
      Browser browser,
      String nonce,
      String said) {
    this.session = session;
    this.merchant = merchant;
    this.texts = texts;
    this.path = path;
    this.browser = browser;
    this.nonce = nonce;
    this.said = said;
  }

  /** Whether a user has signed in: always true on a route that {@link Needs} an action. */
  public boolean isSignedIn() {
    return session != null;
  }

  Session session() {
    if (session == null) {
      throw new IllegalStateException("nobody has signed in");
    }
    return session;
  }

  /** The user who has signed in. */
  public User user() {
    return session().user();
  }

  /** Whether a merchant is chosen: true but for an operator of the hub who has chosen none yet. */
  public boolean hasMerchant() {
    return merchant != null;
  }

  /** The merchant whose data is shown and changed; every query is about this one alone. */
  public Merchant merchant() {
    if (merchant == null) {
      throw new IllegalStateException("no merchant was chosen");
    }
    return merchant;
  }

  /**
   * Whether the user's role allows the action. Pages offer nothing else, and the server checks
   * again when it is done.
   */
  public boolean may(Action action) {
    return session != null && session.user().may(action);
  }

  public Texts texts() {
    return texts;
  }

  /** The text of a key of {@link Texts}. */
  public String text(String key) {
    return texts.get(key);
  }

  /** The text of a key with its values filled in. */
  public String text(String key, Object... values) {
    return texts.get(key, values);
  }

  /** The requested path, without the query. */
  public String path() {
    return path;
  }

  /** The token that every form must send back in the field {@code _form}. */
  public String formToken() {
    return browser.formToken();
  }

  /** A secret of this browser, which no page shows. */
  String browserMark() {
    return browser.mark();
  }

  boolean takesGzip() {
    return browser.takesGzip();
  }

  /** The nonce that the page's own {@code style} element needs. */
  public String nonce() {
    return nonce;
  }

  /** The message to show about what the user's previous request did; empty when there is none. */
  public String said() {
    return said;
  }

  /** The navigation's entries that the user may see. */
  public List<Place> places() {
    return hasMerchant()
        ? Arrays.stream(Place.values()).filter(place -> may(place.action())).toList()
        : List.of();
  }

  /** The other language, for the switch. */
  public String otherLanguage() {
    return texts.language().equals("ko") ? "en" : "ko";
  }
}
