package dev.naru.pg.inicis.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A MID and its keys, as KG INICIS knows them (protocols/inicis.md §1.3: published by KG INICIS for
 * anyone to test with).
 *
 * @param hashKey the mobile key; empty when the MID has none
 */
record Merchant(String mid, String signKey, String hashKey, String iniApiKey, String iniApiIv) {

  private static final String SIGN_KEY = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";

  private static final Map<String, Merchant> KNOWN =
      Map.of(
          "INIpayTest",
          new Merchant(
              "INIpayTest",
              SIGN_KEY,
              "3CB8183A4BE283555ACC8363C0360223",
              "ItEQKi3rY7uvDS8l",
              "HYb3yQ4f65QL89=="),
          "INIBillTst",
          new Merchant("INIBillTst", SIGN_KEY, "", "rKnPljRn5m6J9Mzz", "W2KLNKra6Wxc1P=="));

  static Optional<Merchant> of(String mid) {
    return Optional.ofNullable(KNOWN.get(mid));
  }

  @Override
  public String toString() {
    return "Merchant[" + mid + "]";
  }
}
