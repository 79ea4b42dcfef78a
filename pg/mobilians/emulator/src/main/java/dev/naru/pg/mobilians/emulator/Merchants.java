package dev.naru.pg.mobilians.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sandbox's merchants at KG Mobilians. The vendor publishes no test key, so all share the
 * invented one of protocols/mobilians.md §2.11.
 */
final class Merchants {

  static final String SKEY = "0123456789abcdef0123456789abcdef";

  /** What a channel of any of them is set up with. */
  static final Map<String, String> SETTINGS = Map.of("skey", SKEY);

  private static final Map<String, Merchant> ALL =
      List.of(
              new Merchant("170622040674", SKEY, MobiliansEmulator.PG, false, true),
              new Merchant("170622040675", SKEY, MobiliansEmulator.PG, true, true),
              new Merchant("170622040676", SKEY, MobiliansV2Emulator.PG, true, true))
          .stream()
          .collect(Collectors.toMap(Merchant::sid, Function.identity()));

  private Merchants() {}

  static Optional<Merchant> of(String sid) {
    return Optional.ofNullable(ALL.get(sid));
  }
}
