package dev.naru.pg.inicis;

import dev.naru.pg.spi.AuthResult.Authenticated;
import java.util.HashMap;
import java.util.Map;

/**
 * What approval and net cancel need of an authentication. Holds the data center's name only: the
 * address is built again from {@link InicisHosts} each time.
 */
sealed interface Proof {

  Order order();

  /** What it holds beyond the order. */
  Map<String, String> parts();

  /** As the hub keeps it, sealed. */
  default Authenticated toAuthenticated() {
    Map<String, String> proof = new HashMap<>(order().toMemo());
    proof.putAll(parts());
    return new Authenticated(proof);
  }

  /** Reads what {@link #toAuthenticated} wrote. */
  static Proof of(Authenticated authenticated) {
    Map<String, String> proof = authenticated.proof();
    Order order = Order.of(proof);
    return switch (order.window()) {
      case PC -> new Pc(order, value(proof, "authToken"), value(proof, "center"));
      case MOBILE -> new Mobile(order, value(proof, "authTid"), value(proof, "center"));
      case INILITE, INILITE_PAY ->
          new Key(
              order,
              value(proof, "tid"),
              value(proof, "billKey"),
              value(proof, "cardCode"),
              value(proof, "cardNumber"));
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
  record Pc(Order order, String authToken, String center) implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("authToken", authToken, "center", center);
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
  record Mobile(Order order, String authTid, String center) implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("authTid", authTid, "center", center);
    }

    @Override
    public String toString() {
      return "Mobile[hidden, " + center + "]";
    }
  }

  /**
   * A billing key that came with the return of an INILite window: there is no second step.
   *
   * @param tid the number of the issue
   * @param cardCode KG INICIS's, empty where it sent none
   * @param cardNumber masked, empty where it sent none
   */
  record Key(Order order, String tid, String billKey, String cardCode, String cardNumber)
      implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("tid", tid, "billKey", billKey, "cardCode", cardCode, "cardNumber", cardNumber);
    }

    @Override
    public String toString() {
      return "Key[hidden]";
    }
  }
}
