package dev.naru.pg.mobilians.emulator.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The test merchants. KG Mobilians publishes no test key, so all of them share an invented one
 * (protocols/mobilians.md §2.11).
 */
public final class TestMerchants {

  /** The link key of all test merchants. */
  public static final String SKEY = "0123456789abcdef0123456789abcdef";

  /** The settings of a channel of any test merchant. */
  public static final Map<String, String> SETTINGS = Map.of("skey", SKEY);

  private static final Map<String, Merchant> ALL =
      List.of(
              new Merchant("170622040674", SKEY, Mobilians.PG, false, true),
              new Merchant("170622040675", SKEY, Mobilians.PG, true, true),
              new Merchant("170622040676", SKEY, Mobilians.PG_V2, true, true),
              // A merchant that naru has invented, to rehearse a pay method without a contract.
              new Merchant("170622040677", SKEY, Mobilians.PG, false, true, Set.of(CashCode.MC)))
          .stream()
          .collect(Collectors.toMap(Merchant::sid, Function.identity()));

  private TestMerchants() {}

  public static Optional<Merchant> of(String sid) {
    return Optional.ofNullable(ALL.get(sid));
  }
}
