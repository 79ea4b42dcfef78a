package dev.naru.pg.inicis;

import dev.naru.pg.spi.AuthResult.Authenticated;
import java.util.HashMap;
import java.util.Map;

/**
 * The parts of an authentication that approval and net cancel need. It stores the data center's
 * name, not an address: {@link InicisHosts} builds the address anew each time.
 */
sealed interface Proof {

  WindowOrder order();

  /** All parts except the order. */
  Map<String, String> parts();

  /**
   * The part that KG INICIS approves only once, whichever order it is sent with. If it came with a
   * second order, a net cancel by it would undo the first order's payment.
   */
  String singleUse();

  /** The form in which the hub stores it, sealed. */
  default Authenticated toAuthenticated() {
    Map<String, String> proof = new HashMap<>(order().toMemo());
    proof.putAll(parts());
    return new Authenticated(proof, singleUse());
  }

  /** Reads what {@link #toAuthenticated} wrote. */
  static Proof of(Authenticated authenticated) {
    Map<String, String> proof = authenticated.proof();
    WindowOrder order = WindowOrder.of(proof);
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
   * The authentication of a PC window.
   *
   * @param authToken valid for one approval; sent back byte for byte as received
   * @param center the data center's name, for example {@code fc}
   */
  record Pc(WindowOrder order, String authToken, String center) implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("authToken", authToken, "center", center);
    }

    @Override
    public String singleUse() {
      return authToken;
    }

    @Override
    public String toString() {
      return "Pc[hidden, " + center + "]";
    }
  }

  /**
   * The authentication of a mobile window.
   *
   * @param authTid the id of the authentication, which never identifies a charge
   * @param center the data center's name, for example {@code ks}
   */
  record Mobile(WindowOrder order, String authTid, String center) implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("authTid", authTid, "center", center);
    }

    @Override
    public String singleUse() {
      return authTid;
    }

    @Override
    public String toString() {
      return "Mobile[hidden, " + center + "]";
    }
  }

  /**
   * A billing key that came with the return of an INILite window, which has no second step.
   *
   * @param tid the id of the key's issue
   * @param cardCode KG INICIS's code of the card, empty when it sent none
   * @param cardNumber the masked number, empty when KG INICIS sent none
   */
  record Key(WindowOrder order, String tid, String billKey, String cardCode, String cardNumber)
      implements Proof {
    @Override
    public Map<String, String> parts() {
      return Map.of("tid", tid, "billKey", billKey, "cardCode", cardCode, "cardNumber", cardNumber);
    }

    /** The key itself, so that the hub refuses a key that was issued for another order. */
    @Override
    public String singleUse() {
      return billKey;
    }

    @Override
    public String toString() {
      return "Key[hidden]";
    }
  }
}
