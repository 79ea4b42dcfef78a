package dev.naru.playground;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A channel of an emulated PG, with the test keys that the PG publishes for everybody
 * (protocols/inicis.md §1.3). They aren't secret, since they work with test systems only.
 *
 * @param settings the connector's settings, complete
 */
record TestChannel(
    String provider, String mid, Map<String, String> settings, boolean isDefault, boolean billing) {

  static final String INICIS = "html5_inicis";
  static final String MOBILIANS = "mobilians";

  private static final String SIGN_KEY = "SU5JTElURV9UUklQTEVERVNfS0VZU1RS";
  private static final String HASH_KEY = "3CB8183A4BE283555ACC8363C0360223";

  /**
   * KG Mobilians publishes service ids for tests but no key, so this one belongs to the sandbox.
   */
  private static final String LINK_KEY = "0123456789abcdef0123456789abcdef";

  private static final Map<String, Map<String, String>> KEYS =
      Map.of(
          "170622040674", Map.of("skey", LINK_KEY),
          "170622040675", Map.of("skey", LINK_KEY),
          "170622040676", Map.of("skey", LINK_KEY),
          "INIpayTest", inicis("ItEQKi3rY7uvDS8l", "HYb3yQ4f65QL89==", ""),
          // KG INICIS publishes no mobile hash key for this MID, and the field must not be empty.
          "INIBillTst",
              inicis("rKnPljRn5m6J9Mzz", "W2KLNKra6Wxc1P==", "b09LVzhuTGZVaEY1WmJoQnZzdXpRdz09"));

  /** The names in a control call that aren't settings of the connector. */
  private static final Set<String> OWN_WORDS = Set.of("pg", "mid", "billing");

  static TestChannel inicisCard() {
    return new TestChannel(INICIS, "INIpayTest", keys("INIpayTest"), true, false);
  }

  static TestChannel inicisBilling() {
    return new TestChannel(INICIS, "INIBillTst", keys("INIBillTst"), false, true);
  }

  static TestChannel mobilians() {
    return new TestChannel(MOBILIANS, "170622040674", keys("170622040674"), false, false);
  }

  static TestChannel mobiliansBilling() {
    return new TestChannel(MOBILIANS, "170622040675", keys("170622040675"), false, true);
  }

  /**
   * Reads a channel of {@code POST /control/merchants}: {@code pg}, {@code mid}, {@code billing},
   * and settings, which override the published keys.
   *
   * @throws IllegalArgumentException when a value is missing; the text names it
   */
  static TestChannel described(Map<String, String> channel, boolean isDefault) {
    Map<String, String> settings = new HashMap<>(keys(required(channel, "mid")));
    channel.forEach(
        (key, value) -> {
          if (!OWN_WORDS.contains(key)) {
            settings.put(key, value);
          }
        });
    return new TestChannel(
        required(channel, "pg"),
        required(channel, "mid"),
        settings,
        isDefault,
        Boolean.parseBoolean(channel.getOrDefault("billing", "false")));
  }

  private static String required(Map<String, String> channel, String key) {
    String value = channel.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException("channels: " + key + " is missing");
    }
    return value;
  }

  private static Map<String, String> keys(String mid) {
    return KEYS.getOrDefault(mid, Map.of());
  }

  private static Map<String, String> inicis(String apiKey, String apiIv, String liteKey) {
    return Map.of(
        "signKey", SIGN_KEY,
        "hashKey", HASH_KEY,
        "iniApiKey", apiKey,
        "iniApiIv", apiIv,
        "iniLiteKey", liteKey);
  }

  @Override
  public String toString() {
    return "TestChannel[" + provider + "." + mid + "]";
  }
}
