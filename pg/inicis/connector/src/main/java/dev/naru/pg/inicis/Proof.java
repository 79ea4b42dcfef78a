package dev.naru.pg.inicis;

import dev.naru.pg.spi.AuthResult.Authenticated;
import java.util.Map;

/**
 * What approval and net cancel need of an authentication. Holds the data center's name only: the
 * address is built again from {@link InicisHosts} each time.
 */
sealed interface Proof {

  /** As the hub keeps it, sealed. */
  Authenticated toAuthenticated();

  /** Reads what {@link #toAuthenticated} wrote. */
  static Proof of(Authenticated authenticated) {
    Map<String, String> proof = authenticated.proof();
    String kind = proof.getOrDefault("kind", "");
    return switch (kind) {
      case "pc" -> new Pc(value(proof, "authToken"), value(proof, "center"));
      case "mobile" -> new Mobile(value(proof, "authTid"), value(proof, "center"));
      default -> throw new IllegalArgumentException("not a proof of KG INICIS");
    };
  }

  private static String value(Map<String, String> proof, String key) {
    String value = proof.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a proof without its " + key);
    }
    return value;
  }

  /**
   * @param authToken one use, byte for byte as received
   * @param center for example {@code fc}
   */
  record Pc(String authToken, String center) implements Proof {
    @Override
    public Authenticated toAuthenticated() {
      return new Authenticated(
          Map.of("kind", "pc", "authToken", authToken, "center", center), authToken);
    }

    @Override
    public String toString() {
      return "Pc[hidden, " + center + "]";
    }
  }

  /**
   * @param authTid the authentication's id, never a charge's
   * @param center for example {@code ks}
   */
  record Mobile(String authTid, String center) implements Proof {
    @Override
    public Authenticated toAuthenticated() {
      return new Authenticated(
          Map.of("kind", "mobile", "authTid", authTid, "center", center), authTid);
    }

    @Override
    public String toString() {
      return "Mobile[hidden, " + center + "]";
    }
  }
}
