package dev.naru.hub.payment;

import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment in its present state (spec/rest-api.md §2.1). Times and texts are null while unset;
 * amounts are in minor units of {@code amount.currency()}.
 *
 * @param method the requested method; after the approval the one that was used
 * @param device {@code pc}, {@code mobile} or {@code api}: V1's {@code channel}
 * @param applyNum the card approval number, empty for none
 * @param bank the bank of a bank transfer
 * @param account the virtual account, kept after the deposit and after a cancel
 * @param customData as the merchant sent it; objects as their JSON text
 * @param customerKeyUsage {@code issue} or {@code payment}, V1's word; null without a key
 * @param charged false for the record of a billing key that was issued without a charge
 * @param cancelUnderWay whether a cancel was begun whose outcome isn't known yet
 * @param cancels oldest first
 */
public record Payment(
    long merchantId,
    String paymentNumber,
    String orderNumber,
    PaymentState state,
    long channelId,
    String provider,
    String mid,
    boolean test,
    boolean escrow,
    PayMethod method,
    String device,
    @Nullable String embPgProvider,
    @Nullable String pgTid,
    String applyNum,
    Outcome.@Nullable CardUsed card,
    Outcome.@Nullable Bank bank,
    @Nullable Account account,
    @Nullable String name,
    Money amount,
    long cancelledMinor,
    Buyer buyer,
    @Nullable String customData,
    @Nullable String userAgent,
    Instant startedAt,
    @Nullable Instant paidAt,
    @Nullable Instant failedAt,
    @Nullable Instant cancelledAt,
    @Nullable String failCode,
    @Nullable String failReason,
    @Nullable String cancelReason,
    @Nullable String receiptUrl,
    @Nullable String customerKey,
    @Nullable String customerKeyUsage,
    boolean charged,
    boolean cancelUnderWay,
    List<Cancel> cancels) {

  /** Whether the payment is at the PG, or its outcome isn't known yet. */
  public boolean isUnderWay() {
    return state == PaymentState.APPROVING || cancelUnderWay;
  }

  public long remainingMinor() {
    return amount.minor() - cancelledMinor;
  }

  /**
   * The buyer as the merchant named them; a value that wasn't sent is null. {@code toString} hides
   * everything, because it is personal data.
   */
  public record Buyer(
      @Nullable String name,
      @Nullable String email,
      @Nullable String tel,
      @Nullable String addr,
      @Nullable String postcode) {

    /** A buyer of whom the merchant said nothing. */
    public static final Buyer NOBODY = new Buyer(null, null, null, null, null);

    @Override
    public String toString() {
      return "Buyer[hidden]";
    }
  }

  /**
   * The virtual account of a payment.
   *
   * @param due the deposit deadline
   */
  public record Account(
      Outcome.Bank bank, String number, String holder, Instant due, Instant issuedAt) {}

  /**
   * A cancel of the payment.
   *
   * @param pgTid the PG's number of the cancel
   * @param cancellationId the hub's id of the cancel
   */
  public record Cancel(
      String pgTid,
      long amountMinor,
      Instant cancelledAt,
      String reason,
      String cancellationId,
      @Nullable String receiptUrl) {}
}
