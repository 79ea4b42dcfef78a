package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.AuthResult.Authenticated;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.Outcome.IssuedKey;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.PgFixture.Approval;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import dev.naru.pg.testkit.ScriptedPg.Received;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Windows that issue a virtual account or a billing key instead of charging. */
abstract class IssueContract extends WindowContract {

  // --- virtual accounts

  @Test
  void a_virtual_account_is_issued_and_no_money_has_moved() {
    Authenticated agreed = accountAgreed();
    pg.answers(fixture.approvalPath(), fixture.accountIssued(genuine()));

    assertThat(approve(transport, agreed))
        .isInstanceOfSatisfying(
            Outcome.AccountIssued.class,
            issued -> {
              assertThat(issued.pgTid()).isNotBlank();
              assertThat(issued.amount()).isEqualTo(Money.krw(AMOUNT));
              assertThat(issued.account().bank().code()).matches("[0-9]{3}");
              assertThat(issued.account().bank().name()).isNotBlank();
              assertThat(issued.account().number()).isNotBlank();
              assertThat(issued.account().due())
                  .isAfter(LocalDateTime.ofInstant(NOW, ZoneId.of("Asia/Seoul")));
            });
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  @Tag("G07")
  void an_account_for_another_amount_or_order_is_unknown() {
    String mid = attempt.channel().mid();
    Authenticated agreed = accountAgreed();
    for (Approval strange :
        new Approval[] {
          new Approval(mid, attempt.pgOrderNumber(), AMOUNT + 1), new Approval(mid, "HUB-2", AMOUNT)
        }) {
      pg.answers(fixture.approvalPath(), fixture.accountIssued(strange));
      assertThat(approve(transport, agreed)).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void an_account_that_waits_for_its_deposit_holds_nothing() {
    assumeTrue(hasAccounts(), "no virtual accounts");
    Answer waiting = fixture.awaitingDeposit(attempt);
    assumeTrue(waiting != null, "no inquiry of an account");
    pg.answers(fixture.inquiryPath(), Objects.requireNonNull(waiting));
    assertThat(inquire(transport))
        .isInstanceOfSatisfying(
            Finding.Found.class,
            found -> {
              assertThat(found.awaitsDeposit()).isTrue();
              assertThat(found.cancelledMinor()).isZero();
            });
  }

  // --- billing keys

  @Test
  void a_billing_key_is_issued_and_no_text_shows_it() {
    Authenticated agreed = keyAgreed();
    Function<Received, Answer> answer = fixture.keyIssued(genuine());
    if (answer != null) {
      pg.answers(fixture.approvalPath(), answer);
    }

    Outcome outcome = approve(transport, agreed);

    IssuedKey key = keyOf(outcome);
    assertThat(key.secret().values()).containsAll(fixture.keySecrets().subList(0, 1));
    assertThat(fixture.keySecrets())
        .isNotEmpty()
        .allSatisfy(secret ->
            assertThat(outcome.toString() + agreed + key + connector()).doesNotContain(secret));
    assertThat(pg.received()).hasSize(answer == null ? 0 : 1);
  }

  @Test
  @Tag("G04")
  void without_a_readable_answer_a_key_is_unknown() {
    Authenticated agreed = keyAgreed();
    assumeTrue(fixture.keyIssued(genuine()) != null, "the return itself is the result");
    broken()
        .forEach(answer -> {
          pg.answers(fixture.approvalPath(), answer);
          assertThat(approve(transport, agreed)).isInstanceOf(Outcome.Unknown.class);
        });
  }

  /**
   * Issues a billing key through the window. The scripted PG does not count the requests for it as
   * received.
   */
  IssuedKey windowKey() {
    Authenticated agreed = keyAgreed();
    Function<Received, Answer> answer = fixture.keyIssued(genuine());
    if (answer != null) {
      pg.answers(fixture.approvalPath(), answer);
    }
    IssuedKey key = keyOf(approve(transport, agreed));
    pg.forget();
    return key;
  }

  private static IssuedKey keyOf(Outcome outcome) {
    IssuedKey key =
        switch (outcome) {
          case Outcome.KeyIssued issued -> issued.key();
          case Outcome.Approved charged -> charged.key();
          default -> null;
        };
    assertThat(key).as("%s", outcome).isNotNull();
    return Objects.requireNonNull(key);
  }

  private boolean hasAccounts() {
    return connector().capabilities().can(PayMethod.VBANK, Operation.PC_WINDOW)
        || connector().capabilities().can(PayMethod.VBANK, Operation.MOBILE_WINDOW);
  }

  private Authenticated accountAgreed() {
    assumeTrue(hasAccounts(), "no virtual accounts");
    WindowRequest request = fixture.accountRequest();
    assertThat(request).as("VBANK has a window: the fixture needs accountRequest()").isNotNull();
    return (Authenticated)
        read(Objects.requireNonNull(request), fixture.accountAuthenticated(attempt));
  }

  private Authenticated keyAgreed() {
    assumeTrue(can(Operation.KEY_WINDOW), "no billing keys by window");
    WindowRequest request = fixture.keyRequest();
    assertThat(request).as("there is a KEY_WINDOW: the fixture needs keyRequest()").isNotNull();
    return (Authenticated) read(Objects.requireNonNull(request), fixture.keyAuthenticated(attempt));
  }
}
