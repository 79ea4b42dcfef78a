package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import dev.naru.hub.testing.World;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a cancel are parts of it, and together never more than the payment's. */
@Tag("G10")
class CancelTaxTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();

  private String paid(long amount, @Nullable Long taxFree, @Nullable Long vat) {
    Map<String, Object> order = new HashMap<>(HttpBuyer.order(Shop.newOrder(), amount));
    if (taxFree != null) {
      order.put("tax_free", taxFree);
    }
    if (vat != null) {
      order.put("vat_amount", vat);
    }
    HttpBuyer.Window window = shop.buyer().opens(order);
    window.agrees().post();
    assertThat(shop.statusOf(window.paymentNumber())).isEqualTo("paid");
    return window.paymentNumber();
  }

  private Answer cancel(
      String paymentNumber, Object amount, @Nullable Long taxFree, @Nullable Long vat) {
    Map<String, Object> body = new HashMap<>(Map.of("imp_uid", paymentNumber, "amount", amount));
    if (taxFree != null) {
      body.put("tax_free", taxFree);
    }
    if (vat != null) {
      body.put("vat_amount", vat);
    }
    return shop.post("/payments/cancel", body);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "1000, 5000, null, 취소 가능 면세금액을 초과하였습니다. (취소 가능 면세금액 : 1000)",
        "1000, null, 5000, 취소 가능 부가세를 초과하였습니다. (취소 가능 부가세 : 700)",
        "600, null, 601, 취소 가능 부가세를 초과하였습니다. (취소 가능 부가세 : 600)",
        "1000, 900, 101, 취소 가능 부가세를 초과하였습니다. (취소 가능 부가세 : 100)",
        "3000, 2001, null, 취소 가능 면세금액을 초과하였습니다. (취소 가능 면세금액 : 2000)",
        "9000, 100, null, 취소 가능 과세금액을 초과하였습니다. (취소 가능 과세금액 : 8000)",
      },
      nullValues = "null")
  void a_part_that_is_more_than_the_whole_is_refused(
      long amount, @Nullable Long taxFree, @Nullable Long vat, String text) {
    String paymentNumber = paid(10_000, 2_000L, 700L);

    Answer answer = cancel(paymentNumber, amount, taxFree, vat);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.message()).isEqualTo(text);
    assertThat(world.callsAbout(paymentNumber)).doesNotContain("cancel");
    BothBooks.agreeFor(shop);
  }

  @Test
  void the_tax_free_parts_of_all_cancels_are_no_more_than_the_payments() {
    String paymentNumber = paid(10_000, 2_000L, 700L);
    assertThat(cancel(paymentNumber, 3_000, 1_500L, 100L).code()).isZero();
    assertThat(cancel(paymentNumber, 3_000, 1_500L, 100L).message())
        .isEqualTo("취소 가능 면세금액을 초과하였습니다. (취소 가능 면세금액 : 500)");
    assertThat(cancel(paymentNumber, 3_000, 500L, 601L).message())
        .isEqualTo("취소 가능 부가세를 초과하였습니다. (취소 가능 부가세 : 600)");
    assertThat(cancel(paymentNumber, 3_000, 500L, 600L).code()).isZero();
    assertThat(shop.cancel(paymentNumber).code()).as("the rest, without parts").isZero();
    BothBooks.agreeFor(shop);
  }

  @Test
  void a_payment_without_a_tax_free_part_takes_no_tax_free_cancel() {
    String paymentNumber = paid(10_000, null, null);
    assertThat(cancel(paymentNumber, 1_000, 1L, null).code()).isEqualTo(1);
    assertThat(cancel(paymentNumber, 1_000, 0L, 91L).code()).isZero();
    assertThat(cancel(paymentNumber, 9_000, 0L, null).code()).isZero();
    BothBooks.agreeFor(shop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "0.0", "\"\"", "\" \"", "\"00\""})
  void a_sum_that_came_to_nothing_does_not_cancel_everything(String amount) {
    String paymentNumber = paid(10_000, null, null);

    Answer answer =
        cancel(
            paymentNumber,
            tools.jackson.databind.json.JsonMapper.shared().readTree(amount),
            null,
            null);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isEqualTo("amount 파라메터의 값이 올바르지 않습니다.");
    assertThat(shop.statusOf(paymentNumber)).isEqualTo("paid");
  }
}
