package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.TakesOverKeys.KeyField;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that another hub issued (protocols/mobilians.md §2.8). */
class TakenOverKeyTest {

  private static final String MID = "170622040675";

  @Test
  void a_key_is_of_the_mid_and_method_and_comes_back_as_it_was_stored() {
    MobiliansKey phone =
        MobiliansKey.takenOver(
                MID,
                PayMethod.PHONE,
                Map.of("mc_bill_key", "k", "mc_user_key", "u", "amount", "1000"))
            .orElseThrow();
    assertThat(phone)
        .isEqualTo(new MobiliansKey(CashCode.MC, "k", "u", MID, "", "", "1000"))
        .isEqualTo(MobiliansKey.of(phone.toIssued().secret()));
    assertThat(MobiliansKey.takenOver(MID, PayMethod.CARD, Map.of("cn_bill_key", "k")))
        .contains(new MobiliansKey(CashCode.CN, "k", "", MID, "", "", ""));
  }

  @Test
  void what_lacks_a_value_or_is_of_the_other_method_is_no_key() {
    assertThat(MobiliansKey.takenOver(MID, PayMethod.PHONE, Map.of("mc_bill_key", "k"))).isEmpty();
    assertThat(MobiliansKey.takenOver(MID, PayMethod.CARD, Map.of("mc_bill_key", "k"))).isEmpty();
    assertThat(MobiliansKey.takenOver(MID, PayMethod.VBANK, Map.of("cn_bill_key", "k"))).isEmpty();
    assertThat(
            MobiliansKey.takenOver(
                MID, PayMethod.CARD, Map.of("cn_bill_key", "k", "first_approved_on", "2026-11-01")))
        .isEmpty();
    assertThat(MobiliansKey.takenOver(MID, PayMethod.CARD, Map.of("cn_bill_key", "한글"))).isEmpty();
  }

  @Test
  void it_is_taken_over_under_the_mid_of_its_channel_and_from_fields_that_are_named() {
    MobiliansConnector connector = ModulesTest.connector(Generation.V2);
    assertThat(connector.keyFields())
        .extracting(KeyField::name)
        .contains("mc_bill_key", "mc_user_key", "cn_bill_key");
    assertThat(
            connector.takeOver(
                Fixtures.channel(Mode.LIVE, Map.of()),
                PayMethod.CARD,
                Map.of("cn_bill_key", "k", "site_url", "shop.example")))
        .hasValueSatisfying(key ->
            assertThat(MobiliansKey.of(key.secret()))
                .isEqualTo(
                    new MobiliansKey(CashCode.CN, "k", "", Fixtures.SID, "shop.example", "", "")));
  }
}
