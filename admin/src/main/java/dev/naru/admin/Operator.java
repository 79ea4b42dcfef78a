package dev.naru.admin;

import dev.naru.hub.audit.Audit;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the person who runs the command, for the audit log. */
final class Operator {

  private Operator() {}

  /** The operating system's user and the machine: {@code root (sudo by minsu) at pay-1}. */
  static String name(Map<String, String> environment) {
    String user = System.getProperty("user.name", "?");
    String by = environment.getOrDefault("SUDO_USER", "");
    String as = by.isEmpty() || by.equals(user) ? user : user + " (sudo by " + by + ")";
    return as + " at " + machine(environment);
  }

  private static String machine(Map<String, String> environment) {
    String named = environment.getOrDefault("HOSTNAME", "");
    if (!named.isEmpty()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "?";
    }
  }

  /** Adds a line to the audit log. */
  static void note(
      Surroundings surroundings,
      HubServices hub,
      String what,
      String subject,
      @Nullable Long merchantId,
      Map<String, String> before,
      Map<String, String> after) {
    hub.get(Audit.class)
        .note(
            new Audit.Change(
                name(surroundings.environment()), what, subject, merchantId, before, after));
  }
}
