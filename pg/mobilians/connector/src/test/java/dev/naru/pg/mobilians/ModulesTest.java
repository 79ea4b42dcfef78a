package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.Capabilities;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.SettingField;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests the two modules under which V1 offers this PG (spec/pg-rules.md §3, §4, §5). */
class ModulesTest {

  @Test
  void both_modules_are_found_and_neither_inquires() {
    List<MobiliansConnector> connectors =
        ServiceLoader.load(PgConnectorFactory.class).stream()
            .map(factory ->
                factory
                    .get()
                    .create(
                        call -> {
                          throw new AssertionError("nothing is sent");
                        },
                        InstantSource.fixed(Fixtures.NOW)))
            .map(MobiliansConnector.class::cast)
            .toList();
    assertThat(connectors)
        .extracting(MobiliansConnector::provider)
        .containsExactly("mobilians", "mobilians_v2");
    assertThat(connectors)
        .allSatisfy(connector ->
            assertThat(connector.capabilities().byMethod().values())
                .noneMatch(row -> row.contains(Operation.INQUIRY)));
  }

  @Test
  void a_check_of_the_network_looks_at_the_host_that_is_called() {
    assertThat(connector(Generation.OLD).endpoints(Fixtures.channel(Mode.LIVE, Map.of())))
        .containsExactly(URI.create("https://mup.mobilians.co.kr/MUP/api/registration"));
  }

  @Test
  void what_is_stored_comes_back_as_it_was_and_a_log_shows_none_of_it() {
    for (boolean issuesKey : new boolean[] {true, false}) {
      Trade trade =
          new Trade(
              Fixtures.TID,
              Fixtures.NOW_IN_KOREA,
              Fixtures.OK_URL,
              Fixtures.TRADE_ID,
              "1000",
              CashCode.VA,
              "KKO",
              issuesKey,
              "20260120");
      Proof proof = new Proof(trade, "token", "user-key", "reference", "gildong", Fixtures.NOW);
      assertThat(Trade.of(trade.toMemo())).isEqualTo(trade);
      assertThat(Proof.of(proof.toAuthenticated(Fixtures.SID))).isEqualTo(proof);
      assertThat(proof).hasToString("Proof[Trade[" + Fixtures.TRADE_ID + ", VA]]");
    }
    assertThat(new MobiliansSigner(Fixtures.SKEY).toString())
        .startsWith("MobiliansSigner")
        .doesNotContain(Fixtures.SKEY);
    assertThat(MobiliansKey.of(ChargeKeyTest.PHONE_KEY.secret())).hasToString("MobiliansKey[MC]");
    var channel = Fixtures.channel(Mode.TEST, Map.of());
    assertThat(MobiliansSettings.of(Generation.OLD, channel).toString())
        .startsWith("MobiliansSettings")
        .doesNotContain(Fixtures.SKEY);
    assertThat(
            Registration.of(
                    Fixtures.attempt(channel, 1_000),
                    Fixtures.request(PayMethod.PHONE),
                    CashCode.MC,
                    MobiliansSettings.of(Generation.OLD, channel),
                    Fixtures.NOW)
                .toString())
        .contains("user_name")
        .doesNotContain("홍길동", "01012345678");
  }

  @Test
  void each_module_offers_what_the_rest_service_carries() {
    assertThat(MobiliansCapabilities.of(Generation.OLD).byMethod().keySet())
        .containsExactlyInAnyOrder(
            PayMethod.PHONE, PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK);
    Capabilities v2 = MobiliansCapabilities.of(Generation.V2);
    assertThat(v2.byMethod())
        .hasSize(12)
        .doesNotContainKeys(
            PayMethod.CULTURELAND,
            PayMethod.SMARTCULTURE,
            PayMethod.HAPPYMONEY,
            PayMethod.BOOKNLIFE);
    assertThat(v2.can(PayMethod.CARD, Operation.KEY_WINDOW)).isTrue();
    assertThat(MobiliansCapabilities.of(Generation.OLD).can(PayMethod.CARD, Operation.KEY_WINDOW))
        .isFalse();
    assertThat(v2.can(PayMethod.VBANK, Operation.DEPOSIT_NOTICE)).isTrue();
  }

  @Test
  void the_defaults_are_the_safest_of_each_contradiction() {
    assertThat(defaults(Generation.OLD))
        .containsEntry("pay_view", "overlay")
        .containsEntry("mobilians.billing.issue_mode", "charge")
        .containsEntry("mobilians.billing.unexpected_charge", "cancel")
        .containsEntry("mobilians.billing.zero_amount", "reject")
        .containsEntry("mobilians.billing.max_one_charge_per_month", "enforce")
        .containsEntry("mobilians.billing.repeat_same_amount", "enforce")
        .containsEntry("mobilians.billing.repeat_day_tolerance_days", "0")
        .containsEntry("mobilians.billing.rule_enforcement", "reject")
        .containsEntry("mobilians.billing.force_phone", "false")
        .containsEntry("mobilians.pay_methods", "phone,card,trans")
        .containsEntry("mobilians.mobile_result", "auto")
        .containsEntry("mobilians.require_buyer_tel", "reject")
        .containsEntry("mobilians.phone_partial_cancel", "false");
    assertThat(defaults(Generation.V2))
        .containsEntry("pay_view", "popup")
        .containsEntry("mobilians_v2.billing.key_missing", "keep_payment")
        .doesNotContainKey("mobilians.pay_methods");
  }

  @Test
  void what_can_issue_a_key_can_charge_it_and_both_modules_obey_the_same_rules_of_it() {
    for (Generation generation : Generation.values()) {
      Capabilities can = MobiliansCapabilities.of(generation);
      for (PayMethod method : can.byMethod().keySet()) {
        assertThat(can.can(method, Operation.KEY_CHARGE))
            .as("%s %s", generation, method)
            .isEqualTo(can.can(method, Operation.KEY_WINDOW));
      }
    }
    assertThat(prefixes(Generation.OLD)).containsExactly("mobilians");
    assertThat(prefixes(Generation.V2)).containsExactly("mobilians_v2", "mobilians");
  }

  private static List<String> prefixes(Generation generation) {
    return connector(generation).description().settingPrefixes();
  }

  static MobiliansConnector connector(Generation generation) {
    return new MobiliansConnector(
        generation,
        call -> {
          throw new AssertionError("nothing is sent");
        },
        InstantSource.fixed(Fixtures.NOW));
  }

  private static Map<String, String> defaults(Generation generation) {
    return MobiliansSettingFields.of(generation).stream()
        .collect(Collectors.toMap(SettingField::key, SettingField::defaultValue));
  }
}
