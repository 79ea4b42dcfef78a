package dev.naru.hub.payment;

import dev.naru.hub.channel.Channels.ChannelRequest;
import dev.naru.hub.merchant.Merchant;
import dev.naru.pg.spi.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes virtual accounts for the merchant's server, without a window (spec/rest-api.md
 * §4.8). Deposits into them are handled like those into a window's accounts ({@link Deposits}).
 * Every method throws {@link org.springframework.dao.DataAccessException} when the database is
 * away.
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
   * The account to open.
   *
   * @param name the order's name; null for none
   * @param bankCode 3-digit standard code
   * @param holder the name that the account is to show
   * @param due the deposit deadline; it was in the future when the request was read
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

  /** The result of opening an account. */
  sealed interface Issue {

    /** The account waits for its deposit; the merchant is told by webhook. */
    record Issued(Payment payment) implements Issue {}

    /** The PG refused to open an account. A failed payment is on record. */
    record Declined(String text) implements Issue {}

    /** The request certainly never reached the PG; it may be made again. */
    record NotSent() implements Issue {}

    /** The PG's answer is unknown; if it opened an account, the hub closes it. */
    record Unresolved() implements Issue {}

    /** Another payment of the order is under way, or was paid. Nothing was entered. */
    record OrderTaken() implements Issue {}

    /** No channel of the merchant can open accounts. */
    record NoContract() implements Issue {}

    record UnknownChannelKey() implements Issue {}

    /** The API key that was sent isn't the channel's. */
    record WrongApiKey() implements Issue {}
  }

  /** The result of closing an account. */
  sealed interface Revocation {

    /** The account takes no money any more, and the payment has failed. */
    record Revoked(Payment payment) implements Revocation {}

    record NotFound() implements Revocation {}

    /** The payment has no virtual account, or the account doesn't wait for money any more. */
    record NotWaiting() implements Revocation {}

    /** The PG refused to close the account. */
    record Refused(String text) implements Revocation {}

    record NotSent() implements Revocation {}

    /** The PG's answer is unknown; the hub will find out whether the account is closed. */
    record Unresolved() implements Revocation {}

    record WrongApiKey() implements Revocation {}
  }
}
