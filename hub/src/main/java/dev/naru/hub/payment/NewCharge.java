package dev.naru.hub.payment;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.CreatePayment.NewPayment;
import org.jspecify.annotations.Nullable;

/**
 * A charge that the merchant's server asks for, validated (spec/rest-api.md §4.5).
 *
 * @param payment with device {@code api}; its {@code customerKey} is the key charged or kept
 * @param provider what V1 is to be told as {@code pg_provider}
 * @param customerKeyUsage V1's word: {@code payment}, {@code payment.scheduled}; null without a key
 * @param tellsFailure whether the merchant hears by webhook of a failure too
 * @param keySlot the month of the key that this charge counts to, where one a month is the rule;
 *     null where there is none
 * @param precondition what must happen for it to begin; null for nothing
 */
public record NewCharge(
    Merchant merchant,
    NewPayment payment,
    String provider,
    @Nullable String customerKeyUsage,
    boolean tellsFailure,
    @Nullable String keySlot,
    @Nullable Precondition precondition) {}
