package dev.naru.pg.mobilians;

import dev.naru.pg.spi.PayMethod;
import java.util.EnumSet;
import java.util.Set;

/**
 * The two modules under which V1 offers this PG, an old one and a new one (spec/pg-rules.md §3,
 * §4). They differ in what a shop may ask for; both use the same REST service of KG's.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets are never changed
enum Generation {
  /** The old module (구모듈). */
  OLD(
      "mobilians",
      "KG모빌리언스",
      "KG Mobilians",
      EnumSet.of(PayMethod.PHONE, PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK),
      EnumSet.of(PayMethod.PHONE)),

  /** The new module (신모듈). */
  V2(
      "mobilians_v2",
      "KG파이낸셜 (모빌리언스 신모듈)",
      "KG Financial (Mobilians v2)",
      v2Methods(),
      EnumSet.of(PayMethod.PHONE, PayMethod.CARD));

  private final String provider;
  private final String nameKo;
  private final String nameEn;
  private final Set<PayMethod> methods;
  private final Set<PayMethod> keyMethods;

  Generation(
      String provider,
      String nameKo,
      String nameEn,
      Set<PayMethod> methods,
      Set<PayMethod> keyMethods) {
    this.provider = provider;
    this.nameKo = nameKo;
    this.nameEn = nameEn;
    this.methods = Set.copyOf(methods);
    this.keyMethods = Set.copyOf(keyMethods);
  }

  private static Set<PayMethod> v2Methods() {
    Set<PayMethod> methods =
        EnumSet.of(PayMethod.CARD, PayMethod.PHONE, PayMethod.VBANK, PayMethod.TRANS);
    methods.addAll(MobiliansEasyPay.methods());
    return methods;
  }

  /** The V1 provider code. */
  String provider() {
    return provider;
  }

  String displayName(String language) {
    return language.equals("ko") ? nameKo : nameEn;
  }

  /** The pay methods that a channel of this module may support. */
  Set<PayMethod> methods() {
    return methods;
  }

  /** The pay methods that a billing key can be issued for. */
  Set<PayMethod> keyMethods() {
    return keyMethods;
  }
}
