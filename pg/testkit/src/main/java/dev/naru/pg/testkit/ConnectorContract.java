package dev.naru.pg.testkit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.Cancels;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.ChargesBillingKey;
import dev.naru.pg.spi.Inquires;
import dev.naru.pg.spi.Inquires.Finding;
import dev.naru.pg.spi.IssuesReceipt;
import dev.naru.pg.spi.IssuesVirtualAccount;
import dev.naru.pg.spi.KeysIn;
import dev.naru.pg.spi.MethodNames;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.NetCancels;
import dev.naru.pg.spi.NetCancels.NetCancelOutcome;
import dev.naru.pg.spi.OpensWindow;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import dev.naru.pg.spi.PgConnectorFactory;
import dev.naru.pg.spi.PgDescription;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.ReadsNotice;
import dev.naru.pg.spi.RegistersDelivery;
import dev.naru.pg.spi.ReturnMessage;
import dev.naru.pg.testkit.PgFixture.Approval;
import dev.naru.pg.testkit.ScriptedPg.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests that every connector must pass. Window, approval and cancel are always tested; net
 * cancel, inquiry, partial cancel, virtual accounts, billing keys, charges without a buyer and
 * notices are tested if the capability table has them. A subclass supplies its PG's answers; the
 * required behaviour is the same for all PGs.
 */
public abstract class ConnectorContract extends NoticeContract {

  // --- description

  @Test
  void it_is_found_by_the_service_loader() {
    Class<?> made = connector().getClass();
    assertThat(ServiceLoader.load(PgConnectorFactory.class))
        .extracting(
            factory -> (Object) factory.create(transport, InstantSource.fixed(NOW)).getClass())
        .contains(made);
  }

  @Test
  void each_setting_has_two_languages_and_a_hub_setting_has_a_prefix_of_this_pg() {
    PgDescription description = connector().description();
    assertThat(description.settings())
        .allSatisfy(setting -> {
          assertThat(setting.decides().ko()).endsWith(".");
          assertThat(setting.decides().en()).endsWith(".");
        })
        .filteredOn(setting -> setting.obeyedByHub() && setting.key().contains("."))
        .allMatch(description::isMerchantWide);
    assertThat(description.name().ko()).isNotEqualTo(description.name().en());
  }

  @Test
  void each_pay_method_has_a_name_for_buyers() {
    PgDescription description = connector().description();
    assertThat(description.capabilities().byMethod().keySet())
        .allMatch(
            method -> MethodNames.knows(method) || description.methodNames().containsKey(method));
  }

  @Test
  void what_its_table_promises_it_can_be_asked_for() {
    Map<Operation, Class<?>> faces =
        Map.ofEntries(
            entry(Operation.PC_WINDOW, OpensWindow.class),
            entry(Operation.MOBILE_WINDOW, OpensWindow.class),
            entry(Operation.KEY_WINDOW, OpensWindow.class),
            entry(Operation.CANCEL, Cancels.class),
            entry(Operation.PARTIAL_CANCEL, Cancels.class),
            entry(Operation.INQUIRY, Inquires.class),
            entry(Operation.NET_CANCEL, NetCancels.class),
            entry(Operation.DEPOSIT_NOTICE, ReadsNotice.class),
            entry(Operation.KEY_CHARGE, ChargesBillingKey.class),
            entry(Operation.KEY_IN, KeysIn.class),
            entry(Operation.ACCOUNT_ISSUE, IssuesVirtualAccount.class),
            entry(Operation.RECEIPT, IssuesReceipt.class),
            entry(Operation.DELIVERY, RegistersDelivery.class));
    assertThat(faces.keySet()).containsExactlyInAnyOrder(Operation.values());
    faces.forEach((operation, face) ->
        assertThat(!can(operation) || face.isInstance(connector()))
            .as("%s needs %s", operation, face.getSimpleName())
            .isTrue());
  }

  // --- approval

  @Test
  void an_approval_is_told_with_the_amount_and_the_number_of_the_charge() {
    pg.answers(fixture.approvalPath(), fixture.approved(genuine()));

    Outcome outcome = approve(transport);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Approved.class,
            approved -> {
              assertThat(approved.pgTid()).isEqualTo(fixture.pgTid());
              assertThat(approved.amount()).isEqualTo(Money.krw(AMOUNT));
              assertThat(approved.method()).isEqualTo(fixture.windowRequest().method());
              assertThat(connector().capabilities().can(approved.method(), Operation.CANCEL))
                  .as("the hub refuses a cancel that the table does not have")
                  .isTrue();
              assertThat(approved.approvedAt()).isEqualTo(NOW);
              assertThat(approved.card() != null)
                  .isEqualTo(approved.method().equals(PayMethod.CARD));
            });
    assertThat(pg.received()).hasSize(1);
  }

  /**
   * The hub recognises an authentication that comes a second time by {@code singleUse}, so this
   * value must be stable and must not be shown.
   */
  @Test
  @Tag("G08")
  void an_authentication_says_what_of_it_may_be_used_once() {
    String once = authenticated().singleUse();
    assertThat(authenticated().singleUse()).isEqualTo(once);
    assertThat(authenticated().toString()).doesNotContain(once.isEmpty() ? "\0" : once);
    assertThat(once.isBlank())
        .as("nothing is single-use, because: %s", fixture.whyNothingIsSingleUse())
        .isEqualTo(fixture.whyNothingIsSingleUse() != null);
  }

  @Test
  void a_decline_is_told_as_one() {
    pg.answers(fixture.approvalPath(), fixture.declined(attempt));
    assertThat(approve(transport)).isInstanceOf(Outcome.Declined.class);
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  @Tag("G07")
  void an_approval_of_another_amount_is_unknown() {
    String mid = attempt.channel().mid();
    for (long amount : new long[] {AMOUNT - 1, AMOUNT + 1, AMOUNT * 10, 0}) {
      pg.answers(
          fixture.approvalPath(),
          fixture.approved(new Approval(mid, attempt.pgOrderNumber(), amount)));
      assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void an_approval_of_another_order_or_mid_is_unknown() {
    String mid = attempt.channel().mid();
    pg.answers(fixture.approvalPath(), fixture.approved(new Approval(mid, "HUB-2", AMOUNT)));
    assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
    pg.answers(
        fixture.approvalPath(),
        fixture.approved(new Approval("SomeoneElz", attempt.pgOrderNumber(), AMOUNT)));
    assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Tag("G04")
  void without_a_readable_answer_an_approval_is_unknown_and_asked_for_once(Answer answer) {
    pg.answers(fixture.approvalPath(), answer);
    assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  @Tag("G04")
  void a_code_never_heard_of_leaves_the_approval_unknown() {
    pg.answers(fixture.approvalPath(), fixture.unheardOf(fixture.approvalPath()));
    assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @Tag("G04")
  void no_answer_in_time_leaves_everything_unknown() {
    for (String path : paths()) {
      pg.answers(path, new Answer.Silence());
    }
    assertThat(approve(impatient)).isInstanceOf(Outcome.Unknown.class);
    if (can(Operation.NET_CANCEL)) {
      assertThat(netCancel(impatient)).isInstanceOf(NetCancelOutcome.Unknown.class);
    }
    if (can(Operation.INQUIRY)) {
      assertThat(inquire(impatient)).isInstanceOf(Finding.Unknown.class);
    }
    assertThat(cancel(impatient, whole())).isInstanceOf(CancelOutcome.Unknown.class);
    if (canCancelParts()) {
      assertThat(cancel(impatient, part())).isInstanceOf(CancelOutcome.Unknown.class);
    }
  }

  /**
   * Nobody listens at the PG's address. The connector must report {@code NotSent}, because after
   * {@code Unknown} the hub would ask the PG about a request that it never got.
   */
  @Test
  @Tag("G04")
  void an_approval_or_cancel_that_never_left_the_hub_is_told_as_not_sent() {
    assertThat(approve(cutOff())).isInstanceOf(Outcome.NotSent.class);
    if (can(Operation.NET_CANCEL)) {
      assertThat(netCancel(cutOff())).isInstanceOf(NetCancelOutcome.NotSent.class);
    }
    if (can(Operation.INQUIRY)) {
      assertThat(inquire(cutOff())).isInstanceOf(Finding.NotSent.class);
    }
    assertThat(cancel(cutOff(), whole())).isInstanceOf(CancelOutcome.NotSent.class);
    if (canCancelParts()) {
      assertThat(cancel(cutOff(), part())).isInstanceOf(CancelOutcome.NotSent.class);
    }
    assertThat(pg.received()).isEmpty();
  }

  @Test
  void an_approval_cut_off_anywhere_is_never_taken_for_one() {
    String whole = text(fixture.approved(genuine()));
    for (int end = 0; end < whole.length(); end += 37) {
      String start = whole.substring(0, end);
      pg.answers(fixture.approvalPath(), Answer.ok(start));
      Outcome outcome = approve(transport);
      if (outcome instanceof Outcome.Approved approved) {
        // The approval may count only if no check and no record needs the part that was cut off.
        assertThat(approved.amount()).isEqualTo(Money.krw(AMOUNT));
        assertThat(approved.pgTid()).isEqualTo(fixture.pgTid());
      } else {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
      }
    }
  }

  @Test
  @Tag("G36")
  void a_redirect_is_not_followed() {
    pg.answers(fixture.approvalPath(), new Answer.Redirect(attacker.base().resolve("/approve")));
    assertThat(approve(transport)).isInstanceOf(Outcome.Unknown.class);
    assertThat(attacker.received()).isEmpty();
  }

  // --- net cancel

  @Test
  @Tag("G05")
  void a_net_cancel_that_the_pg_confirms_is_done() {
    assumeNetCancel();
    pg.answers(fixture.netCancelPath(), fixture.netCancelled(attempt));
    assertThat(netCancel(transport)).isInstanceOf(NetCancelOutcome.Undone.class);
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  @Tag("G05")
  void a_net_cancel_of_nothing_is_done_too() {
    assumeNetCancel();
    for (Answer answer : fixture.nothingToNetCancel(attempt)) {
      pg.answers(fixture.netCancelPath(), answer);
      assertThat(netCancel(transport)).isInstanceOf(NetCancelOutcome.Undone.class);
    }
  }

  @Test
  void a_refused_net_cancel_is_told_as_one() {
    assumeNetCancel();
    pg.answers(fixture.netCancelPath(), fixture.netCancelRefused(attempt));
    assertThat(netCancel(transport)).isInstanceOf(NetCancelOutcome.Refused.class);
  }

  @Test
  @Tag("G04")
  void a_code_never_heard_of_leaves_a_net_cancel_unknown() {
    assumeNetCancel();
    pg.answers(fixture.netCancelPath(), fixture.unheardOf(fixture.netCancelPath()));
    assertThat(netCancel(transport)).isInstanceOf(NetCancelOutcome.Unknown.class);
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Tag("G04")
  void without_a_readable_answer_a_net_cancel_is_unknown(Answer answer) {
    assumeNetCancel();
    pg.answers(fixture.netCancelPath(), answer);
    assertThat(netCancel(transport)).isInstanceOf(NetCancelOutcome.Unknown.class);
    assertThat(pg.received()).hasSize(1);
  }

  private void assumeNetCancel() {
    assumeTrue(can(Operation.NET_CANCEL), "this PG has no net cancel");
  }

  // --- inquiry

  @Test
  void an_inquiry_tells_what_is_charged_and_what_is_cancelled() {
    assumeInquiry();
    for (long cancelled : new long[] {0, 300, AMOUNT}) {
      pg.answers(fixture.inquiryPath(), fixture.found(attempt, cancelled));
      assertThat(inquire(transport))
          .isInstanceOfSatisfying(
              Finding.Found.class,
              found -> {
                assertThat(found.pgTid()).isEqualTo(fixture.pgTid());
                assertThat(found.amount()).isEqualTo(Money.krw(AMOUNT));
                assertThat(found.cancelledMinor()).isEqualTo(cancelled);
              });
    }
  }

  @Test
  void an_inquiry_by_order_number_finds_the_charge() {
    assumeInquiry();
    pg.answers(fixture.inquiryPath(), fixture.found(attempt, 0));
    assertThat(((Inquires) connector()).inquire(attempt, null))
        .isInstanceOfSatisfying(
            Finding.Found.class, found -> assertThat(found.pgTid()).isEqualTo(fixture.pgTid()));
    assertThat(pg.received().getFirst().body()).contains(attempt.pgOrderNumber());
  }

  @Test
  void a_transaction_that_the_pg_does_not_have_is_not_found() {
    assumeInquiry();
    pg.answers(fixture.inquiryPath(), fixture.notFound());
    assertThat(inquire(transport)).isInstanceOf(Finding.NotFound.class);
  }

  @Test
  @Tag("G04")
  void an_inquiry_answered_for_another_order_or_with_a_strange_code_is_unknown() {
    assumeInquiry();
    pg.answers(fixture.inquiryPath(), fixture.foundAnother(attempt));
    assertThat(inquire(transport)).isInstanceOf(Finding.Unknown.class);
    pg.answers(fixture.inquiryPath(), fixture.unheardOf(fixture.inquiryPath()));
    assertThat(inquire(transport)).isInstanceOf(Finding.Unknown.class);
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Tag("G04")
  void without_a_readable_answer_an_inquiry_is_unknown(Answer answer) {
    assumeInquiry();
    pg.answers(fixture.inquiryPath(), answer);
    assertThat(inquire(transport)).isInstanceOf(Finding.Unknown.class);
  }

  private void assumeInquiry() {
    assumeTrue(can(Operation.INQUIRY), "this PG cannot be asked");
  }

  // --- cancel

  @Test
  void the_whole_can_be_cancelled() {
    pg.answers(fixture.cancelPath(), fixture.cancelled(attempt, whole()));
    assertThat(cancel(transport, whole())).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  void a_part_can_be_cancelled_where_the_table_says_so() {
    assumeTrue(canCancelParts(), "this method is cancelled as a whole");
    pg.answers(fixture.partialCancelPath(), fixture.partlyCancelled(attempt, part()));
    assertThat(cancel(transport, part())).isInstanceOf(CancelOutcome.Cancelled.class);
    assertThat(pg.received()).hasSize(1);
  }

  @Test
  void a_refused_cancel_and_a_second_one_are_told_apart() {
    pg.answers(fixture.cancelPath(), fixture.cancelRefused());
    assertThat(cancel(transport, whole()))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused ->
                assertThat(refused.error().category()).isNotEqualTo(Category.ALREADY_CANCELLED));
    pg.answers(fixture.cancelPath(), fixture.alreadyCancelled());
    assertThat(cancel(transport, whole()))
        .isInstanceOfSatisfying(
            CancelOutcome.Refused.class,
            refused ->
                assertThat(refused.error().category()).isEqualTo(Category.ALREADY_CANCELLED));
  }

  @ParameterizedTest
  @MethodSource("broken")
  @Tag("G04")
  void without_a_readable_answer_a_cancel_is_unknown_and_never_repeated(Answer answer) {
    pg.answers(fixture.cancelPath(), answer);
    assertThat(cancel(transport, whole())).isInstanceOf(CancelOutcome.Unknown.class);
    assertThat(pg.received()).hasSize(1);
    if (canCancelParts()) {
      pg.answers(fixture.partialCancelPath(), answer);
      assertThat(cancel(transport, part())).isInstanceOf(CancelOutcome.Unknown.class);
      assertThat(pg.received()).hasSize(2);
    }
  }

  @Test
  @Tag("G04")
  void a_code_never_heard_of_leaves_a_cancel_unknown() {
    pg.answers(fixture.cancelPath(), fixture.unheardOf(fixture.cancelPath()));
    assertThat(cancel(transport, whole())).isInstanceOf(CancelOutcome.Unknown.class);
  }

  // --- secrets

  @Test
  @Tag("G25")
  void no_text_of_a_value_shows_a_secret() {
    ReturnMessage message = fixture.authenticated(attempt);
    pg.answers(fixture.approvalPath(), fixture.approved(genuine()));
    List<String> texts =
        Stream.of(
                attempt,
                attempt.channel(),
                message,
                authenticated(),
                approve(transport),
                connector())
            .map(Object::toString)
            .toList();
    assertThat(Stream.concat(secretSettings().stream(), fixture.secretsOf(message).stream()))
        .isNotEmpty()
        .allSatisfy(secret -> assertThat(texts).noneMatch(text -> text.contains(secret)));
  }
}
