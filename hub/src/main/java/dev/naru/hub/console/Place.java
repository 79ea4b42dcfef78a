package dev.naru.hub.console;

import dev.naru.hub.user.Action;

/**
 * The entries of the navigation, in its order. An entry needs a text {@code nav.<key>} in both
 * languages and an icon in {@code console/icon.jte}.
 */
public enum Place {
  HOME("home", "/console", Action.SEE_HOME),
  PAYMENTS("payments", "/console/payments", Action.SEE_PAYMENTS),
  RECONCILE("reconcile", "/console/reconcile", Action.SEE_RECONCILIATION),
  BILLING("billing", "/console/billing", Action.SEE_BILLING),
  WEBHOOKS("webhooks", "/console/webhooks", Action.SEE_WEBHOOKS),
  CHANNELS("channels", "/console/channels", Action.SEE_CHANNELS),
  DEVELOPERS("developers", "/console/developers", Action.SEE_DEVELOPERS),
  SETTINGS("settings", "/console/settings", Action.SEE_SETTINGS),
  USERS("users", "/console/users", Action.SEE_USERS),
  AUDIT("audit", "/console/audit", Action.SEE_AUDIT);

  private final String key;
  private final String path;
  private final Action action;

  Place(String key, String path, Action action) {
    this.key = key;
    this.path = path;
    this.action = action;
  }

  public String key() {
    return key;
  }

  public String path() {
    return path;
  }

  public Action action() {
    return action;
  }
}
