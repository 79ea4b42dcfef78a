package dev.naru.pg.mobilians;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.pg.spi.ChecksContract.Access;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests what KG's answers to registrations show of a contract (protocols/mobilians.md §2.3, §5).
 */
class CheckContractTest {
  private static final URI HUB = URI.create("https://pay.example.com/");
  private static final String REGISTRATION = "/MUP/api/registration";

  private final ScriptedMobilians stage = new ScriptedMobilians(Generation.OLD, Map.of());

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void the_methods_whose_registrations_are_signed_with_our_key_are_right() {
    opens();
    opens();
    assertThat(check(PayMethod.PHONE, PayMethod.CARD))
        .containsExactly(new Access.Right(Set.of(PayMethod.CARD, PayMethod.PHONE)));

    List<JsonNode> sent =
        stage.pg.received().stream().map(it -> JsonMapper.shared().readTree(it.body())).toList();
    assertThat(sent).extracting(it -> it.get("cash_code").asString()).containsExactly("CN", "MC");
    assertThat(sent)
        .extracting(it -> it.get("trade_id").asString())
        .containsExactly(Fixtures.TRADE_ID + "_0", Fixtures.TRADE_ID + "_3");
  }

  @Test
  void a_method_without_a_contract_says_nothing_about_the_others() {
    stage.pg.answers(REGISTRATION, MobiliansFixture.failure("0071", "미계약"));
    stage.pg.answers(REGISTRATION, MobiliansFixture.failure("0072", "중지"));
    stage.pg.answers(REGISTRATION, MobiliansFixture.failure("0071", "미계약"));
    opens();
    assertThat(check(PayMethod.CARD, PayMethod.TRANS, PayMethod.VBANK, PayMethod.PHONE))
        .containsExactly(
            new Access.Right(Set.of(PayMethod.PHONE)),
            new Access.NotContracted(Set.of(PayMethod.CARD, PayMethod.VBANK), "0071 미계약"),
            new Access.NotContracted(Set.of(PayMethod.TRANS), "0072 중지"));

    stage.pg.answers(REGISTRATION, MobiliansFixture.failure("0071", "미계약"));
    assertThat(check(PayMethod.CARD))
        .containsExactly(new Access.NotContracted(Set.of(PayMethod.CARD), "0071 미계약"));
  }

  @Test
  void what_is_wrong_with_every_method_is_asked_once() {
    assertThat(checkTwo(MobiliansFixture.failure("6101", "sid")))
        .isEqualTo(new Access.UnknownMid("6101 sid"));
    assertThat(checkTwo(MobiliansFixture.failure("0061", "sid")))
        .isEqualTo(new Access.UnknownMid("0061 sid"));
    assertThat(checkTwo(MobiliansFixture.failure("6102", "hmac")))
        .isEqualTo(new Access.WrongKey("skey", "6102 hmac"));
    assertThat(checkTwo(Answer.ok("{\"code\":\"0000\",\"hmac\":\"AAAA\"}")))
        .isEqualTo(new Access.WrongKey("skey", ""));
    assertThat(checkTwo(MobiliansFixture.failure("0099", "장애")))
        .isEqualTo(new Access.Unclear("0099 장애"));
    assertThat(checkTwo(new Answer.Reset())).isInstanceOf(Access.Unclear.class);
    stage.pg.close();
    assertThat(check(PayMethod.CARD, PayMethod.PHONE))
        .singleElement()
        .isInstanceOf(Access.NotSent.class);
  }

  @Test
  void a_channel_without_a_method_of_this_module_is_not_asked_about() {
    assertThat(check(PayMethod.KAKAOPAY)).singleElement().isInstanceOf(Access.Unclear.class);
    assertThat(stage.pg.received()).isEmpty();
  }

  private void opens() {
    stage.pg.answers(
        REGISTRATION,
        new MobiliansFixture(new MobiliansConnectorFactory(), PayMethod.PHONE, "MC")
            .opened(stage.attempt(1_000)));
  }

  private Access checkTwo(Answer first) {
    stage.pg.forget();
    stage.pg.answers(REGISTRATION, first);
    List<Access> found = check(PayMethod.CARD, PayMethod.PHONE);
    assertThat(stage.pg.received()).hasSize(1);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<Access> check(PayMethod... methods) {
    return stage.connector().checkContract(stage.attempt(1_000), Set.of(methods), HUB);
  }
}
