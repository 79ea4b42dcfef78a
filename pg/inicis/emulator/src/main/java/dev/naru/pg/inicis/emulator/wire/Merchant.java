package dev.naru.pg.inicis.emulator.wire;

import java.util.Map;
import java.util.Optional;

/**
 * A test merchant (MID) with its keys, which KG INICIS publishes for everybody (protocols/inicis.md
 * §1.3).
 *
 * @param signKey signs the forms and calls of a PC payment
 * @param hashKey signs a phone's form; empty when the MID has none
 * @param iniApiKey signs INIAPI's calls and encrypts their fields
 * @param iniApiIv the initial vector of that encryption
 * @param iniLiteKey signs the forms of the billing key windows; empty when the MID has no billing
 *     contract
 */
public record Merchant(
    String mid,
    String signKey,
    String hashKey,
    String iniApiKey,
    String iniApiIv,
    String iniLiteKey) {

  private static final String SIGN_KEY = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";

  /**
   * A MID that naru has invented, to rehearse a MID that KG INICIS knows and hasn't opened for
   * INIAPI. It has the keys of {@code INIpayTest}.
   */
  private static final String CLOSED = "INInotOpen";

  private static final Map<String, Merchant> KNOWN =
      Map.of(
          "INIpayTest",
          new Merchant(
              "INIpayTest",
              SIGN_KEY,
              "3CB8183A4BE283555ACC8363C0360223",
              "ItEQKi3rY7uvDS8l",
              "HYb3yQ4f65QL89==",
              ""),
          "INIBillTst",
          new Merchant(
              "INIBillTst",
              SIGN_KEY,
              "",
              "rKnPljRn5m6J9Mzz",
              "W2KLNKra6Wxc1P==",
              "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09"),
          "iniescrow0",
          new Merchant(
              "iniescrow0",
              SIGN_KEY,
              "37F3A120C1DFCDEB708B00F5383D2263",
              "yERbIlJ3NhTeObsA",
              "tOGDXbfoajk2DQ==",
              ""),
          CLOSED,
          new Merchant(
              CLOSED,
              SIGN_KEY,
              "3CB8183A4BE283555ACC8363C0360223",
              "ItEQKi3rY7uvDS8l",
              "HYb3yQ4f65QL89==",
              ""));

  public static Optional<Merchant> of(String mid) {
    return Optional.ofNullable(KNOWN.get(mid));
  }

  /** Whether the MID may use INIAPI. */
  public boolean isOpen() {
    return !mid.equals(CLOSED);
  }

  /** Whether the MID has a billing contract. */
  public boolean makesKeys() {
    return !iniLiteKey.isEmpty();
  }

  @Override
  public String toString() {
    return "Merchant[" + mid + "]";
  }
}
