package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.HandedOverPayments.Past;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A payment that was made through another hub, and is looked after by this one. */
class HandedOverPaymentsTest {

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;

  /**
   * What another hub sold is, to this one's PG, a charge under a number that this hub never drew.
   */
  @Test
  @Tag("G09")
  void it_is_cancelled_and_a_lost_answer_is_found_under_the_pgs_own_order_number() {
    Shop before = hub.newShop();
    String atThePg = before.paid(9_000);
    Shop shop = hub.newShop();
    String number = "imp_old" + atThePg.substring(4);
    Instant paidAt = world.time.instant();
    HandedOver outcome =
        hub.bean(HandedOverPayments.class)
            .enter(
                new Past(
                    hub.bean(Channels.class).of(shop.merchant.id()).getFirst(),
                    number,
                    false,
                    Shop.newOrder(),
                    PaymentState.PAID,
                    before.payment(atThePg).path("pg_tid").asString(),
                    atThePg,
                    PayMethod.CARD,
                    "주문",
                    Money.krw(9_000),
                    null,
                    null,
                    0,
                    paidAt,
                    paidAt,
                    null,
                    "12345678",
                    null,
                    new Buyer("홍길동", null, null, null, null),
                    null,
                    null,
                    null));
    assertThat(outcome).isEqualTo(new HandedOver.Entered());
    assertThat(shop.payment(number).path("buyer_name").asString()).isEqualTo("홍길동");

    world.scenario(atThePg, "timeout_after_cancel", "");
    assertThat(shop.cancel(number, 4_000).code()).isZero();

    assertThat(shop.payment(number).path("cancel_amount").asLong()).isEqualTo(4_000);
    assertThat(world.chargesOf(atThePg).getFirst().cancelled_amount()).isEqualTo(4_000);
    assertThat(hub.bean(Journal.class).check(shop.merchant.id()).faulty()).isZero();
  }
}
