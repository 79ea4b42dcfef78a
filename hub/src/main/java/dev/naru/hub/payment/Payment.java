package dev.naru.hub.payment;

import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PayMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands (spec/rest-api.md §2.1). Times are null while unset; text is null while
 * unset; amounts are minor units of {@code amount.currency()}.
 *
 * @param method asked for; after the approval what was really used
 * @param device {@code pc}, {@code mobile} or {@code api}: V1's {@code channel}
 * @param applyNum the card approval number, empty for none
 * @param bank of a bank transfer
 * @param account the virtual account, kept after the deposit and after a cancel
 * @param customData as the merchant sent it; objects as their JSON text
 * @param customerKeyUsage {@code issue} or {@code payment}, V1's word; null without a key
 * @param charged false for a record that stands for a billing key alone: no money moved
 * @param cancelUnderWay whether a cancel was begun of which nobody knows yet how it ended
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

  /** Whether a PG is at it, or nobody knows yet what came of it. */
  public boolean isUnderWay() {
    return state == PaymentState.APPROVING || cancelUnderWay;
  }

  public long remainingMinor() {
    return amount.minor() - cancelledMinor;
  }

  /** Null for what the merchant didn't send. Hidden in {@code toString}: it is personal data. */
  public record Buyer(
      @Nullable String name,
      @Nullable String email,
      @Nullable String tel,
      @Nullable String addr,
      @Nullable String postcode) {

    /** Of whom the merchant said nothing. */
    public static final Buyer NOBODY = new Buyer(null, null, null, null, null);

    @Override
    public String toString() {
      return "Buyer[hidden]";
    }
  }

  /**
   * @param due deposit deadline
   */
  public record Account(
      Outcome.Bank bank, String number, String holder, Instant due, Instant issuedAt) {}

  /**
   * @param pgTid the PG's number of the cancel
   * @param cancellationId the hub's
   */
  public record Cancel(
      String pgTid,
      long amountMinor,
      Instant cancelledAt,
      String reason,
      String cancellationId,
      @Nullable String receiptUrl) {}
}
