package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.AccountOrder;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.IssuesVirtualAccount;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.WindowRequest;
import dev.naru.pg.testkit.PgFixture.Approval;
import java.net.URI;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Virtual accounts for the merchant's server, without a window. */
abstract class AccountContract extends KeyContract {

  private static final AccountOrder ACCOUNT_ORDER =
      new AccountOrder(
          "주문-1",
          "테스트 상품",
          new WindowRequest.Buyer("홍길동", "010-1234-5678", "buyer@example.com"),
          "088",
          "홍길동",
          LocalDateTime.of(2026, 1, 20, 23, 59, 59),
          URI.create("https://hub.example/pg/notice"),
          null,
          null);

  @Test
  void an_account_is_opened_with_one_call_and_no_money_has_moved() {
    assumeAccounts();
    pg.answers(fixture.accountPath(), fixture.accountOpened(genuine()));

    assertThat(issueAccount(transport))
        .isInstanceOfSatisfying(
            Outcome.AccountIssued.class,
            issued -> {
              assertThat(issued.pgTid()).isNotBlank();
              assertThat(issued.amount()).isEqualTo(Money.krw(AMOUNT));
              assertThat(issued.account().bank().code()).isEqualTo("088");
              assertThat(issued.account().bank().name()).isNotBlank();
              assertThat(issued.account().number()).isNotBlank();
              assertThat(issued.account().due()).isEqualTo(ACCOUNT_ORDER.due());
            });
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  @Tag("G07")
  void an_opened_account_for_another_amount_is_unknown() {
    assumeAccounts();
    Approval strange = new Approval(attempt.channel().mid(), attempt.pgOrderNumber(), AMOUNT + 1);
    pg.answers(fixture.accountPath(), fixture.accountOpened(strange));
    assertThat(issueAccount(transport)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @Tag("G04")
  void without_a_readable_answer_an_account_is_unknown_and_not_asked_for_again() {
    assumeAccounts();
    broken()
        .forEach(answer -> {
          pg.forget();
          pg.answers(fixture.accountPath(), answer);
          assertThat(issueAccount(transport)).isInstanceOf(Outcome.Unknown.class);
          assertThat(pg.received()).hasSize(1);
          pg.answers(fixture.revokePath(), answer);
          assertThat(revokeAccount(transport)).isInstanceOf(CancelOutcome.Unknown.class);
          assertThat(pg.received()).hasSize(2);
        });
  }

  @Test
  void what_never_left_asked_for_no_account_and_closed_none() {
    assumeAccounts();
    assertThat(issueAccount(cutOff())).isInstanceOf(Outcome.NotSent.class);
    assertThat(revokeAccount(cutOff())).isInstanceOf(CancelOutcome.NotSent.class);
  }

  @Test
  void a_refused_account_is_declined_with_the_pg_s_words() {
    assumeAccounts();
    pg.answers(fixture.accountPath(), fixture.accountDeclined(attempt));
    assertThat(issueAccount(transport))
        .isInstanceOfSatisfying(
            Outcome.Declined.class, declined -> assertThat(declined.error().text()).isNotBlank());
  }

  @Test
  void an_account_is_closed_or_the_pg_says_why_not() {
    assumeAccounts();
    pg.answers(fixture.revokePath(), fixture.revoked(attempt));
    assertThat(revokeAccount(transport)).isInstanceOf(CancelOutcome.Cancelled.class);
    pg.answers(fixture.revokePath(), fixture.revokeRefused(attempt));
    assertThat(revokeAccount(transport)).isInstanceOf(CancelOutcome.Refused.class);
  }

  private Outcome issueAccount(PgTransport over) {
    return ((IssuesVirtualAccount) connector(over)).issueAccount(attempt, ACCOUNT_ORDER);
  }

  private CancelOutcome revokeAccount(PgTransport over) {
    return ((IssuesVirtualAccount) connector(over))
        .revokeAccount(attempt, fixture.pgTid(), "주문 취소");
  }

  private void assumeAccounts() {
    assumeTrue(can(Operation.ACCOUNT_ISSUE), "no virtual accounts without a window");
  }
}
