package dev.naru.hub.user;

import static dev.naru.hub.user.Role.ADMIN;
import static dev.naru.hub.user.Role.DEVELOPER;
import static dev.naru.hub.user.Role.FINANCE;
import static dev.naru.hub.user.Role.MANAGER;
import static dev.naru.hub.user.Role.OPERATOR;
import static dev.naru.hub.user.Role.OWNER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The actions of the console, and which roles may take each (G32). Nothing else decides about
 * rights: every route names its action, pages offer only allowed ones, and docs/reference/roles.md
 * is printed from here.
 */
public enum Action {
  USE_OWN_ACCOUNT("Change one's own password and second factor", all()),
  SEE_HOME("See the overview", all()),
  SEE_PAYMENTS("See payments and what happened to each", all()),
  EXPORT_PAYMENTS("Export payments", of(OWNER, ADMIN, MANAGER, FINANCE)),
  CANCEL_PAYMENTS("Refund a payment or a part of it", of(OWNER, ADMIN, MANAGER, FINANCE)),
  ASK_PG(
      "Have the PG asked about an unknown outcome",
      of(OWNER, ADMIN, MANAGER, FINANCE, DEVELOPER, OPERATOR)),
  CLOSE_UNRESOLVED(
      "Say how a call ended whose outcome the PG doesn't know",
      of(OWNER, ADMIN, FINANCE, OPERATOR)),
  SEE_RECONCILIATION("See where the book and the PGs' lists differ", all()),
  BRING_STATEMENTS("Fetch a PG's list, or upload it", of(OWNER, ADMIN, MANAGER, FINANCE, OPERATOR)),
  SETTLE_DIFFERENCES(
      "Adopt a charge that only the PG knew, record its cancel, or accept a difference",
      of(OWNER, ADMIN, FINANCE, OPERATOR)),
  SEE_BILLING("See billing keys and schedules", all()),
  CHANGE_BILLING("Delete billing keys; move and end schedules", of(OWNER, ADMIN, MANAGER)),
  SEE_WEBHOOKS("See webhooks and their deliveries", all()),
  RESEND_WEBHOOKS(
      "Send webhooks again, and try the endpoint", of(OWNER, ADMIN, MANAGER, DEVELOPER, OPERATOR)),
  CHANGE_WEBHOOKS("Change the endpoint and its signing secret", of(OWNER, ADMIN, DEVELOPER)),
  SEE_CHANNELS("See channels, without their secrets", all()),
  CHANGE_CHANNELS("Add, change, disable and choose channels", of(OWNER, ADMIN, OPERATOR)),
  CHECK_CHANNELS(
      "Check a channel with a signed call that moves no money",
      of(OWNER, ADMIN, MANAGER, DEVELOPER, OPERATOR)),
  SEE_DEVELOPERS("See the user code and the API key", of(OWNER, ADMIN, DEVELOPER, OPERATOR)),
  ROTATE_API_SECRET("Replace the API secret", of(OWNER, ADMIN, DEVELOPER, OPERATOR)),
  SEE_SETTINGS("See the merchant's settings", all()),
  CHANGE_SETTINGS("Change the merchant's settings", of(OWNER, ADMIN, DEVELOPER, OPERATOR)),
  ALLOW_PRIVATE_TARGETS(
      "Let webhooks go to the hub's own network (webhook.allow_private_targets)", of(OPERATOR)),
  SEE_USERS("See the merchant's users", of(OWNER, ADMIN, OPERATOR)),
  CHANGE_USERS("Invite, disable and change users, owners excepted", of(OWNER, ADMIN, OPERATOR)),
  CHANGE_OWNERS("Make, change and disable owners", of(OWNER, OPERATOR)),
  SEE_AUDIT("See who changed what", of(OWNER, ADMIN, OPERATOR)),
  CHOOSE_MERCHANT("See all merchants, and work on one of them", of(OPERATOR));

  private final String sentence;
  private final Set<Role> roles;

  Action(String sentence, Set<Role> roles) {
    this.sentence = sentence;
    this.roles = roles;
  }

  /** The action in English, for the reference page. */
  public String sentence() {
    return sentence;
  }

  public Set<Role> roles() {
    return roles;
  }

  public boolean isFor(Role role) {
    return roles.contains(role);
  }

  private static Set<Role> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Role.class));
  }

  private static Set<Role> of(Role... roles) {
    return Collections.unmodifiableSet(EnumSet.copyOf(List.of(roles)));
  }
}
