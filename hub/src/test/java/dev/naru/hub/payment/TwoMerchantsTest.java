package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.BothBooks;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Shop.Answer;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else's payment is as unknown as none at all. */
@Tag("G31")
class TwoMerchantsTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final Shop OWNER = HUB.newShop();
  private static final Shop OTHER = HUB.newShop();
  private static final String NOWHERE = "imp_nothing_here";

  /** Every operation that names a payment: by its id, or by its order. */
  enum Operation {
    GET((shop, id) -> shop.get("/payments/" + id), false),
    LIST_BY_ID((shop, id) -> shop.get("/payments?imp_uid%5B%5D=" + id), false),
    CANCEL_BY_ID((shop, id) -> shop.cancel(id), false),
    CANCEL_PART_BY_ID((shop, id) -> shop.cancel(id, 100), false),
    LIST_BY_ORDER((shop, order) -> shop.get("/payments?merchant_uid%5B%5D=" + order), true),
    FIND((shop, order) -> shop.get("/payments/find/" + order), true),
    FIND_PAID((shop, order) -> shop.get("/payments/find/" + order + "/paid"), true),
    CANCEL_BY_ORDER(
        (shop, order) -> shop.post("/payments/cancel", Map.of("merchant_uid", order)), true),
    PREPARED((shop, order) -> shop.get("/payments/prepare/" + order), true);

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
    private final BiFunction<Shop, String, Answer> call;

    private final boolean byOrder;

    Operation(BiFunction<Shop, String, Answer> call, boolean byOrder) {
      this.call = call;
      this.byOrder = byOrder;
    }
  }

  static Stream<Operation> operations() {
    return Stream.of(Operation.values());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anothers_payment_answers_as_one_that_is_nowhere(Operation operation) {
    String order = Shop.newOrder();
    OWNER.post("/payments/prepare", Map.of("merchant_uid", order, "amount", 4_000));
    String paymentNumber = OWNER.paid(order, 4_000);
    String wanted = operation.byOrder ? order : paymentNumber;

    Answer anothers = operation.call.apply(OTHER, wanted);

    assertThat(anothers).isEqualTo(operation.call.apply(OTHER, NOWHERE));
    assertThat(anothers.code()).isNotZero();
    assertThat(OWNER.statusOf(paymentNumber)).isEqualTo("paid");
    BothBooks.agreeFor(OWNER);
    assertThat(operation.call.apply(OWNER, wanted).code()).isZero();
  }

  @Test
  void the_same_order_number_is_another_order_at_another_merchant() {
    String order = Shop.newOrder();
    String ours = OWNER.paid(order, 4_000);
    String theirs = OTHER.paid(order, 4_000);
    OTHER.post("/payments/cancel", Map.of("merchant_uid", order));
    assertThat(OWNER.statusOf(ours)).isEqualTo("paid");
    assertThat(OTHER.statusOf(theirs)).isEqualTo("cancelled");
    BothBooks.agreeFor(OWNER);
    BothBooks.agreeFor(OTHER);
  }
}
