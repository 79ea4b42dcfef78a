package dev.naru.hub.payment;

import java.security.SecureRandom;
import java.sql.Types;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Enters a payment in one statement that also does the checks which need the database. */
final class JdbcOpening implements Opening {

  /** A collision among 10^12 ids is rare; this many in a row mean that something else is wrong. */
  private static final int MAX_ID_TRIES = 5;

  private static final String OPEN =
      """
      with paid_before as (
        select 1 from payment
         where merchant_id = :merchant and merchant_uid = :merchantUid and holds_order
           and state in ('PAID', 'CANCELLED') and not (:reuse and cancelled = amount)
      ), differs as (
        select 1 from prepared_amount
         where merchant_id = :merchant and merchant_uid = :merchantUid
           and (amount <> :amount or currency <> :currency)
      ), released as (
        update payment set holds_order = false
         where merchant_id = :merchant and merchant_uid = :merchantUid and holds_order
           and :reuse and state = 'CANCELLED' and cancelled = amount
      ), entered as (
        insert into payment (merchant_id, imp_uid, merchant_uid, state, holds_order, channel_id,
                             provider, mid, test, escrow, method, device, name, amount, currency,
                             tax_free, vat, buyer_sealed, custom_data, user_agent, notice_urls,
                             confirm_url, started_at, updated_at)
        select :merchant, :impUid, :merchantUid, 'READY', false, :channel,
               :provider, :mid, :test, :escrow, :method, :device, :name, :amount, :currency,
               :taxFree, :vat, :buyer, :customData, :userAgent, :noticeUrls::jsonb,
               :confirmUrl, :now, :now
         where not exists (select 1 from paid_before) and not exists (select 1 from differs)
        on conflict (imp_uid) do nothing
        returning imp_uid
      )
      select exists (select 1 from paid_before) as paid_before,
             exists (select 1 from differs) as differs,
             exists (select 1 from entered) as entered
      """;

  private final JdbcClient db;
  private final SealedBuyer buyers;
  private final InstantSource time;
  private final JsonMapper json;
  private final SecureRandom random = new SecureRandom();

  JdbcOpening(JdbcClient db, SealedBuyer buyers, InstantSource time, JsonMapper json) {
    this.db = db;
    this.buyers = buyers;
    this.time = time;
    this.json = json;
  }

  @Override
  public Result open(NewPayment payment) {
    for (int tries = 0; tries < MAX_ID_TRIES; tries++) {
      String impUid = String.format(Locale.ROOT, "imp_%012d", random.nextLong(1_000_000_000_000L));
      Answer answer = enter(payment, impUid);
      if (answer.paidBefore()) {
        return new Result.AlreadyPaid();
      }
      if (answer.differs()) {
        return new Result.PreparedAmountDiffers();
      }
      if (answer.entered()) {
        return new Result.Opened(impUid);
      }
    }
    throw new IllegalStateException("no free imp_uid in " + MAX_ID_TRIES + " tries");
  }

  private Answer enter(NewPayment payment, String impUid) {
    return db.sql(OPEN)
        .param("merchant", payment.channel().merchantId())
        .param("impUid", impUid)
        .param("merchantUid", payment.merchantUid())
        .param("reuse", payment.allowReuseAfterFullCancel())
        .param("channel", payment.channel().id())
        .param("provider", payment.channel().provider())
        .param("mid", payment.channel().config().mid())
        .param("test", payment.channel().isTest())
        .param("escrow", payment.escrow())
        .param("method", payment.method().name())
        .param("device", payment.device())
        .param("name", payment.name(), Types.VARCHAR)
        .param("amount", payment.amount().minor())
        .param("currency", payment.amount().currency())
        .param("taxFree", payment.taxFreeMinor(), Types.BIGINT)
        .param("vat", payment.vatMinor(), Types.BIGINT)
        .param("buyer", buyers.seal(payment.buyer(), impUid))
        .param("customData", payment.customData(), Types.VARCHAR)
        .param("userAgent", payment.userAgent(), Types.VARCHAR)
        .param("noticeUrls", json.writeValueAsString(payment.noticeUrls()))
        .param("confirmUrl", payment.confirmUrl(), Types.VARCHAR)
        .param("now", time.instant().atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Answer(
                    row.getBoolean("paid_before"),
                    row.getBoolean("differs"),
                    row.getBoolean("entered")))
        .single();
  }

  private record Answer(boolean paidBefore, boolean differs, boolean entered) {}
}
