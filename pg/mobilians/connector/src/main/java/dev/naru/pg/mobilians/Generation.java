package dev.naru.pg.mobilians;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgDescription;
import java.util.ArrayList;
import java.util.List;

/**
 * The two modules under which V1 offers this PG, an old one and a new one (spec/pg-rules.md §3,
 * §4). They differ in what a shop may ask for; both use the same REST service of KG's.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets are never changed
enum Generation {
  /** The old module (구모듈). */
  OLD(
      "mobilians",
      new Bilingual("KG모빌리언스", "KG Mobilians"),
      List.of(PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK, PayMethod.PHONE),
      List.of(PayMethod.PHONE)),

  /** The new module (신모듈). */
  V2(
      "mobilians_v2",
      new Bilingual("KG파이낸셜 (모빌리언스 신모듈)", "KG Financial (Mobilians v2)"),
      v2Methods(),
      List.of(PayMethod.CARD, PayMethod.PHONE));

  private final String provider;
  private final Bilingual name;
  private final List<PayMethod> methods;
  private final List<PayMethod> keyMethods;

  Generation(String provider, Bilingual name, List<PayMethod> methods, List<PayMethod> keyMethods) {
    this.provider = provider;
    this.name = name;
    this.methods = List.copyOf(methods);
    this.keyMethods = List.copyOf(keyMethods);
  }

  private static List<PayMethod> v2Methods() {
    List<PayMethod> methods =
        new ArrayList<>(List.of(PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK, PayMethod.PHONE));
    methods.addAll(MobiliansEasyPay.methods());
    return methods;
  }

  PgDescription description() {
    PgDescription description =
        PgDescription.of(
                provider, name, MobiliansSettingFields.of(this), MobiliansCapabilities.of(this))
            // V1's guides use the first MID for tests of payments and billing (spec/pg-rules.md
            // §1); the others are the same merchant's in the emulator.
            .withTestMids("170622040674", "170622040675", "170622040676")
            // The key of the worked example and of the emulator (protocols/mobilians.md §2.11).
            .withTestSecrets("0123456789abcdef0123456789abcdef");
    // The rules of a key's charges are the same in both modules (spec/pg-rules.md §5).
    return this == OLD ? description : description.withSettingPrefixes(provider, OLD.provider);
  }

  /** The pay methods that channels of this module can have. */
  List<PayMethod> methods() {
    return methods;
  }

  /** The pay methods for which a billing key can be issued. */
  List<PayMethod> keyMethods() {
    return keyMethods;
  }
}
