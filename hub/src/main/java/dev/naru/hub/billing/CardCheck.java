package dev.naru.hub.billing;

import dev.naru.hub.billing.BillingKeyService.Asked;
import dev.naru.hub.billing.BillingKeys.Issue;
import dev.naru.hub.billing.ChargePlan.ChargeContext;
import dev.naru.hub.billing.ChargePlan.ChargeSource;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.Charges;
import dev.naru.hub.payment.Payment.Buyer;
import dev.naru.pg.spi.Money;
import java.util.List;
import java.util.Optional;

/**
 * Carries out {@code checking_amount}: charges a new key once and refunds the charge before the key
 * is stored (spec/rest-api.md §4.6.3). The charge is on record as a failed payment under an order
 * number of its own.
 */
final class CardCheck {

  private final Charges charges;

  CardCheck(Charges charges) {
    this.charges = charges;
  }

  /** The reason why the key must not be stored; empty when it may be. */
  Optional<Issue> refusal(Merchant merchant, Asked.Got got, long amountMinor) {
    if (!BillingKeyCharges.canCharge(got.channel(), got.method())) {
      return Optional.of(new Issue.NoApiChannel());
    }
    var order =
        new ApiOrder(
            "check_" + got.pgOrderNumber(),
            Money.krw(amountMinor),
            "카드 확인",
            Buyer.NOBODY,
            null,
            null,
            0,
            null,
            List.of());
    ChargePlan plan =
        ChargePlan.of(
            merchant,
            new ChargeSource(got.channel(), got.method(), null, Buyer.NOBODY, null),
            order,
            ChargeContext.call(null));
    return switch (charges.check(plan.charge(), plan.order(), got.issued().key())) {
      case Charges.Result.Paid _ -> Optional.empty();
      case Charges.Result.Declined declined -> Optional.of(new Issue.Refused(declined.error()));
      case Charges.Result.NotSent _ -> Optional.of(new Issue.NotSent());
      default -> Optional.of(new Issue.NoAnswer());
    };
  }
}
