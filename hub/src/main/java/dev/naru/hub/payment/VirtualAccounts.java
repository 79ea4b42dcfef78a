package dev.naru.hub.payment;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Virtual accounts that the merchant's server asks for, without a window (spec/rest-api.md §4.8).
 * Deposits into them come like those into a window's accounts ({@link Deposits}). Every method
 * throws {@link org.springframework.dao.DataAccessException} when the database is away.
 */
public interface VirtualAccounts {

  /** {@link Payment#failCode()} of a payment whose account the merchant closed. */
  String REVOKED = "VBANK_REVOKED";

  /** Opens an account. Blocks for the PG (at most about 30 s). */
  Issue issue(Merchant merchant, NewAccount account);

  /**
   * Closes an account that no money has come into. Blocks for the PG.
   *
   * @param apiKey the PG's API key as the caller sent it; null for none
   */
  Revocation revoke(Merchant merchant, String paymentNumber, @Nullable String apiKey);

  /**
   * The account that is wanted.
   *
   * @param name of the order; null for none
   * @param bankCode 3-digit standard code
   * @param holder the name that the account is to show
   * @param due deposit deadline; in the future when it was read
   * @param apiKey the PG's API key as the caller sent it; null for none
   */
  record NewAccount(
      ChannelRequest channel,
      String orderNumber,
      Money amount,
      @Nullable Long taxFreeMinor,
      @Nullable Long vatMinor,
      @Nullable String name,
      Payment.Buyer buyer,
      String bankCode,
      String holder,
      Instant due,
      @Nullable String customData,
      @Nullable String userAgent,
      List<String> noticeUrls,
      @Nullable String apiKey) {}

  /** How the issue ended. */
  sealed interface Issue {

    /** The account waits for its deposit; the merchant is told by webhook. */
    record Issued(Payment payment) implements Issue {}

    /** The PG opened none. A failed payment is on record. */
    record Declined(String text) implements Issue {}

    /** The request certainly never reached the PG; it may be made again. */
    record NotSent() implements Issue {}

    /** The PG's answer is unknown; if it opened an account, the hub closes it. */
    record Unresolved() implements Issue {}

    /** Another payment of the order is under way, or was paid. Nothing was entered. */
    record OrderTaken() implements Issue {}

    /** No contract of the merchant can do it. */
    record NoContract() implements Issue {}

    record UnknownChannelKey() implements Issue {}

    /** The API key that was sent isn't the channel's. */
    record WrongApiKey() implements Issue {}
  }

  /** How the closing ended. */
  sealed interface Revocation {

    /** The account takes no money any more, and the payment has failed. */
    record Revoked(Payment payment) implements Revocation {}

    record NotFound() implements Revocation {}

    /** The payment has no virtual account, or the account doesn't wait for money any more. */
    record NotWaiting() implements Revocation {}

    /** The PG doesn't close it. */
    record Refused(String text) implements Revocation {}

    record NotSent() implements Revocation {}

    /** The PG's answer is unknown; the hub will find out. */
    record Unresolved() implements Revocation {}

    record WrongApiKey() implements Revocation {}
  }
}
