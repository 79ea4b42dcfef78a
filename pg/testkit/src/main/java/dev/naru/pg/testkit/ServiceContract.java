package dev.naru.pg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.Capabilities.Operation;
import dev.naru.pg.spi.IssuesReceipt;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOrder;
import dev.naru.pg.spi.IssuesReceipt.ReceiptOutcome;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.RegistersDelivery;
import dev.naru.pg.spi.RegistersDelivery.Delivery;
import dev.naru.pg.spi.RegistersDelivery.DeliveryOutcome;
import dev.naru.pg.spi.RegistersDelivery.Party;
import dev.naru.pg.spi.Sensitive;
import dev.naru.pg.spi.WindowRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a PG does for a payment without moving money: cash receipts, deliveries of escrow. */
abstract class ServiceContract extends AccountContract {

  private static final String IDENTIFIER = "01012345678";

  private static final Delivery DELIVERY =
      new Delivery(
          new Party("나루상점", "02-123-4567", "서울시 마포구", "04001"),
          new Party("홍길동", "010-1234-5678", "서울시 강남구", "06000"),
          "CJGLS",
          "1234567890",
          NOW);

  @Test
  void a_receipt_is_issued_with_one_call_and_its_identifier_is_told_sealed() {
    assumeTrue(can(Operation.RECEIPT), "no cash receipts");
    pg.answers(fixture.receiptPath(), fixture.receiptIssued());

    assertThat(issueReceipt(transport))
        .isInstanceOfSatisfying(
            ReceiptOutcome.Issued.class,
            issued -> {
              assertThat(issued.receiptTid()).isNotBlank();
              assertThat(issued.applyNum()).isNotBlank();
            });
    assertThat(pg.received()).hasSize(1);
    assertThat(pg.received().getFirst().toString()).doesNotContain(IDENTIFIER);
  }

  @Test
  void a_refused_receipt_is_told_with_the_pg_s_words() {
    assumeTrue(can(Operation.RECEIPT), "no cash receipts");
    pg.answers(fixture.receiptPath(), fixture.receiptRefused());
    assertThat(issueReceipt(transport))
        .isInstanceOfSatisfying(
            ReceiptOutcome.Refused.class,
            refused -> assertThat(refused.error().text()).isNotBlank());
  }

  @Test
  @Tag("G04")
  void without_a_readable_answer_a_receipt_is_unknown() {
    assumeTrue(can(Operation.RECEIPT), "no cash receipts");
    broken()
        .forEach(answer -> {
          pg.answers(fixture.receiptPath(), answer);
          pg.answers(fixture.receiptCancelPath(), answer);
          assertThat(issueReceipt(transport)).isInstanceOf(ReceiptOutcome.Unknown.class);
          assertThat(cancelReceipt(transport)).isInstanceOf(CancelOutcome.Unknown.class);
        });
    assertThat(issueReceipt(cutOff())).isInstanceOf(ReceiptOutcome.NotSent.class);
    assertThat(cancelReceipt(cutOff())).isInstanceOf(CancelOutcome.NotSent.class);
  }

  @Test
  void a_delivery_is_told_with_one_call_or_the_pg_says_why_not() {
    assumeTrue(can(Operation.DELIVERY), "no deliveries");
    pg.answers(fixture.deliveryPath(), fixture.deliveryRegistered());
    assertThat(deliver(transport)).isInstanceOf(DeliveryOutcome.Registered.class);
    assertThat(pg.received()).hasSize(1);
    pg.answers(fixture.deliveryPath(), fixture.deliveryRefused());
    assertThat(deliver(transport)).isInstanceOf(DeliveryOutcome.Refused.class);
  }

  @Test
  @Tag("G04")
  void without_a_readable_answer_a_delivery_is_unknown() {
    assumeTrue(can(Operation.DELIVERY), "no deliveries");
    broken()
        .forEach(answer -> {
          pg.answers(fixture.deliveryPath(), answer);
          assertThat(deliver(transport)).isInstanceOf(DeliveryOutcome.Unknown.class);
        });
    assertThat(deliver(cutOff())).isInstanceOf(DeliveryOutcome.NotSent.class);
  }

  private ReceiptOutcome issueReceipt(PgTransport over) {
    try (Sensitive identifier = Sensitive.of(IDENTIFIER)) {
      var order =
          new ReceiptOrder(
              "주문-1",
              "테스트 상품",
              new WindowRequest.Buyer("홍길동", "010-1234-5678", "buyer@example.com"),
              identifier,
              false,
              91);
      return ((IssuesReceipt) connector(over)).issueReceipt(attempt, order);
    }
  }

  private CancelOutcome cancelReceipt(PgTransport over) {
    return ((IssuesReceipt) connector(over)).cancelReceipt(attempt, fixture.pgTid(), "취소");
  }

  private DeliveryOutcome deliver(PgTransport over) {
    return ((RegistersDelivery) connector(over))
        .registerDelivery(attempt, fixture.pgTid(), DELIVERY, false);
  }
}
