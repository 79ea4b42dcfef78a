package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.CardData;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.Sensitive;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.PgFixture.Approval;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Charges from server to server: by billing key and by card data, and keys issued for card data.
 * Each test runs for every one of these that the capability table has.
 */
abstract class KeyContract extends IssueContract {

  private static final String NUMBER = "4009331234567897";
  private static final YearMonth EXPIRY = YearMonth.of(2031, 7);
  private static final String BIRTH = "820213";
  private static final String PASSWORD_HEAD = "42";

  /**
   * Card data that must not appear in a log, and must appear on the wire in encrypted form only.
   * The expiry is listed in every form that it could have.
   */
  private static final List<String> CARD_DATA =
      List.of(NUMBER, BIRTH, PASSWORD_HEAD, "3107", "0731", "203107", "2031-07");

  private static final IssuedKey NO_KEY = new IssuedKey(Map.of());

  private static final ChargeOrder ORDER =
      new ChargeOrder(
          "주문-1",
          "테스트 상품",
          new WindowRequest.Buyer("홍길동", "010-1234-5678", "buyer@example.com"),
          0,
          null,
          null);

  /** The requests that a merchant's server can make. */
  enum Way {
    CHARGE_BY_KEY(Operation.KEY_CHARGE),
    CHARGE_BY_CARD(Operation.KEY_IN),
    ISSUE_BY_CARD(Operation.KEY_IN);

    private final Operation operation;

    Way(Operation operation) {
      this.operation = operation;
    }

    boolean charges() {
      return this != ISSUE_BY_CARD;
    }
  }

  @ParameterizedTest
  @EnumSource
  void it_is_done_with_one_call_and_told_with_its_number_and_time(Way way) {
    assumeCan(way);
    Outcome outcome = askAfter(way, genuine(way, genuine()), transport);

    switch (outcome) {
      case Outcome.Approved charged -> {
        assertThat(way.charges()).isTrue();
        assertThat(charged.pgTid()).isEqualTo(fixture.keyChargeTid());
        assertThat(charged.amount()).isEqualTo(Money.krw(AMOUNT));
        assertThat(connector().capabilities().can(charged.method(), way.operation)).isTrue();
        assertThat(charged.approvedAt()).isEqualTo(NOW);
      }
      case Outcome.KeyIssued issued -> {
        assertThat(way.charges()).isFalse();
        assertThat(issued.pgTid()).isNotBlank();
        assertThat(issued.issuedAt()).isEqualTo(NOW);
        assertThat(issued.key().secret().values()).contains(fixture.keySecrets().getFirst());
      }
      default -> assertThat(outcome).as("neither charged nor issued").isNull();
    }
    assertThat(pg.received()).hasSize(1);
    assertThat(decoded(pg.received().getFirst())).contains(attempt.pgOrderNumber());
  }

  @Test
  void a_key_issued_by_card_is_charged_like_one_of_the_window() {
    assumeCan(Way.ISSUE_BY_CARD);
    assumeCan(Way.CHARGE_BY_KEY);
    Outcome issued = askAfter(Way.ISSUE_BY_CARD, genuine(Way.ISSUE_BY_CARD, genuine()), transport);
    IssuedKey key = ((Outcome.KeyIssued) issued).key();
    assertThat(key.secret().keySet()).isEqualTo(windowKey().secret().keySet());

    pg.answers(path(Way.CHARGE_BY_KEY), genuine(Way.CHARGE_BY_KEY, genuine()));
    assertThat(((ChargesBillingKey) connector()).chargeKey(attempt, key, ORDER))
        .isInstanceOf(Outcome.Approved.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_no_is_told_as_one(Way way) {
    assumeCan(way);
    assertThat(askAfter(way, received -> fixture.keyDeclined(attempt, path(way)), transport))
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            declined -> {
              assertThat(declined.error().code()).isNotBlank();
              assertThat(declined.error().text()).isNotBlank();
            });
    assertThat(pg.received()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G07")
  void another_amount_is_unknown_with_what_was_charged(Way way) {
    assumeCan(way);
    assumeTrue(way.charges(), "nothing is charged");
    for (long amount : new long[] {AMOUNT - 1, AMOUNT + 1, AMOUNT * 10}) {
      Approval other = new Approval(attempt.channel().mid(), attempt.pgOrderNumber(), amount);
      assertThat(askAfter(way, genuine(way, other), transport))
          .isInstanceOfSatisfying(
              Outcome.Unknown.class,
              unknown -> assertThat(unknown.charged()).isEqualTo(Money.krw(amount)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G07")
  void an_answer_for_another_order_or_mid_is_unknown_and_not_believed(Way way) {
    assumeCan(way);
    Approval otherMid = new Approval("SomeoneElz", attempt.pgOrderNumber(), AMOUNT);
    assertNotBelieved(askAfter(way, genuine(way, otherMid), transport));
    if (fixture.whyKeyAnswersTellNoOrder() == null) {
      Approval otherOrder = new Approval(attempt.channel().mid(), "HUB-2", AMOUNT);
      assertNotBelieved(askAfter(way, genuine(way, otherOrder), transport));
    }
  }

  /** Asserts an unknown outcome without an amount, since the amount may be another payment's. */
  private static void assertNotBelieved(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.charged()).isNull());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G04")
  void without_a_readable_answer_it_is_unknown_and_asked_for_once(Way way) {
    assumeCan(way);
    broken()
        .forEach(answer -> {
          pg.forget();
          assertNotBelieved(askAfter(way, received -> answer, transport));
          assertThat(pg.received()).hasSize(1);
        });
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G04")
  void without_an_answer_in_time_it_is_unknown(Way way) {
    assumeCan(way);
    assertNotBelieved(askAfter(way, received -> new Answer.Silence(), impatient));
    assertThat(pg.received()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G04")
  void what_never_left_the_hub_is_told_as_not_sent(Way way) {
    assumeCan(way);
    IssuedKey key = keyFor(way);
    pg.forget();
    assertThat(ask(way, cutOff(), key)).isInstanceOf(Outcome.NotSent.class);
    assertThat(pg.received()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G04")
  void a_code_never_heard_of_leaves_it_unknown(Way way) {
    assumeCan(way);
    assertNotBelieved(askAfter(way, received -> fixture.unheardOf(path(way)), transport));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G36")
  void a_redirect_of_it_is_not_followed(Way way) {
    assumeCan(way);
    Answer away = new Answer.Redirect(attacker.base().resolve("/charge"));
    assertNotBelieved(askAfter(way, received -> away, transport));
    assertThat(attacker.received()).isEmpty();
  }

  /** How the hub resolves a charge that was not answered. */
  @Test
  @Tag("G04")
  void a_charge_whose_answer_was_lost_is_found_by_the_order_number() {
    assumeTrue(can(Operation.KEY_CHARGE) || can(Operation.KEY_IN), "no charges without a buyer");
    assumeTrue(can(Operation.INQUIRY), "this PG cannot be asked");
    pg.answers(fixture.inquiryPath(), fixture.keyChargeFound(attempt));
    assertThat(((Inquires) connector()).inquire(attempt, null))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found -> {
              assertThat(found.pgTid()).isEqualTo(fixture.keyChargeTid());
              assertThat(found.amount()).isEqualTo(Money.krw(AMOUNT));
              assertThat(found.cancelledMinor()).isZero();
            });
  }

  @Test
  @Tag("G05")
  void where_nobody_can_be_asked_a_lost_charge_is_taken_back_with_its_key() {
    assumeCan(Way.CHARGE_BY_KEY);
    assumeTrue(!can(Operation.INQUIRY) && can(Operation.NET_CANCEL), "an inquiry ends it");
    Authenticated proof = new Authenticated(windowKey().secret());
    pg.answers(fixture.netCancelPath(), fixture.netCancelled(attempt));
    assertThat(((NetCancels) connector()).netCancel(attempt, proof, null, null))
        .isInstanceOf(NetCancelOutcome.Undone.class);
  }

  // --- secrets

  @ParameterizedTest
  @EnumSource
  @Tag("G25")
  void neither_key_nor_card_is_shown_by_whatever_comes_of_it(Way way) {
    assumeCan(way);
    PgTransport dead =
        request -> {
          throw new IOException(
              "no answer to " + new String(request.body(), StandardCharsets.UTF_8));
        };
    Function<Received, Answer> echo = received -> Answer.ok(received.body());
    List<String> texts =
        Stream.of(
                askAfter(way, genuine(way, genuine()), transport),
                askAfter(way, received -> fixture.keyDeclined(attempt, path(way)), transport),
                askAfter(way, received -> fixture.unheardOf(path(way)), transport),
                askAfter(way, echo, transport),
                ask(way, dead, keyFor(way)),
                card(),
                connector())
            .map(Object::toString)
            .toList();
    List<String> secrets =
        Stream.of(CARD_DATA, fixture.keySecrets(), secretSettings()).flatMap(List::stream).toList();
    assertThat(secrets)
        .allSatisfy(secret -> assertThat(texts).noneMatch(text -> shows(text, secret)));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G25")
  @Tag("G26")
  void the_wire_carries_a_card_only_encrypted_and_no_setting_that_is_secret(Way way) {
    assumeCan(way);
    askAfter(way, genuine(way, genuine()), transport);
    String sent = decoded(pg.received().getFirst());
    assertThat(Stream.concat(CARD_DATA.stream(), secretSettings().stream()))
        .noneMatch(secret -> shows(sent, secret));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("G26")
  void card_data_is_left_for_its_owner_to_wipe_and_useless_when_it_is(Way way) {
    assumeCan(way);
    assumeTrue(way != Way.CHARGE_BY_KEY, "no card data");
    CardData card = card();
    pg.answers(path(way), genuine(way, genuine()));
    ask(way, transport, NO_KEY, card);
    assertThat(card.number().<Integer>lend(bytes -> bytes.length)).isEqualTo(NUMBER.length());
    card.close();
    pg.forget();
    assertThatThrownBy(() -> ask(way, transport, NO_KEY, card))
        .isInstanceOf(IllegalStateException.class);
    assertThat(pg.received()).isEmpty();
  }

  // --- the requests

  private void assumeCan(Way way) {
    assumeTrue(can(way.operation), "this PG does not " + way);
  }

  private Outcome askAfter(Way way, Function<Received, Answer> answer, PgTransport over) {
    // The key is issued before the answer is queued, because its issue may have the same path.
    IssuedKey key = keyFor(way);
    pg.answers(path(way), answer);
    return ask(way, over, key);
  }

  private Outcome ask(Way way, PgTransport over, IssuedKey key) {
    try (CardData card = card()) {
      return ask(way, over, key, card);
    }
  }

  private Outcome ask(Way way, PgTransport over, IssuedKey key, CardData card) {
    return switch (way) {
      case CHARGE_BY_KEY -> ((ChargesBillingKey) connector(over)).chargeKey(attempt, key, ORDER);
      case CHARGE_BY_CARD -> ((KeysIn) connector(over)).chargeCard(attempt, card, ORDER);
      case ISSUE_BY_CARD -> ((KeysIn) connector(over)).issueKey(attempt, card, ORDER);
    };
  }

  private IssuedKey keyFor(Way way) {
    return way == Way.CHARGE_BY_KEY ? windowKey() : NO_KEY;
  }

  private String path(Way way) {
    return switch (way) {
      case CHARGE_BY_KEY -> fixture.keyChargePath();
      case CHARGE_BY_CARD -> fixture.cardChargePath();
      case ISSUE_BY_CARD -> fixture.cardKeyPath();
    };
  }

  private Function<Received, Answer> genuine(Way way, Approval approval) {
    return way.charges() ? fixture.keyCharged(approval) : fixture.cardKeyIssued(approval);
  }

  /** The request's body; decoded if it is a form. */
  private static String decoded(Received request) {
    return request.contentType().contains("urlencoded")
        ? URLDecoder.decode(request.body(), StandardCharsets.UTF_8)
        : request.body();
  }

  /** Whether the text has the value as a word: a few digits may occur inside a digest. */
  private static boolean shows(String text, String secret) {
    return Pattern.compile("(?<![0-9A-Za-z+/])" + Pattern.quote(secret) + "(?![0-9A-Za-z+/])")
        .matcher(text)
        .find();
  }

  private static CardData card() {
    return new CardData(
        Sensitive.of(NUMBER), EXPIRY, Sensitive.of(BIRTH), Sensitive.of(PASSWORD_HEAD));
  }
}
