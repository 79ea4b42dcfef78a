package dev.naru.hub.payment.store;

import dev.naru.hub.channel.ChannelRows;
import dev.naru.hub.channel.PayMethodCodes;
import dev.naru.hub.payment.KeyPayments;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.payment.PaymentState;
import dev.naru.hub.time.Korea;
import dev.naru.pg.spi.Money;
import dev.naru.pg.spi.Outcome.Bank;
import dev.naru.pg.spi.Outcome.CardUsed;
import dev.naru.pg.spi.Outcome.VirtualAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Payments as the database holds them, each with its cancels in the same round trip. */
public final class JdbcPayments implements StoredPayments, KeyPayments {

  private static final TypeReference<List<CancelRow>> CANCELS = new TypeReference<>() {};
  private static final TypeReference<List<String>> URLS = new TypeReference<>() {};

  /** A payment's cancels, oldest first, of a {@code payment p}. */
  private static final String CANCELS_OF_P =
      """
      (select coalesce(jsonb_agg(jsonb_build_object(
                 'pgTid', c.pg_tid, 'amount', c.amount, 'reason', c.reason,
                 'cancellationId', c.cancellation_id, 'receiptUrl', c.receipt_url,
                 'taxFree', c.tax_free, 'vat', c.vat,
                 'at', extract(epoch from c.cancelled_at)::bigint)
               order by c.no), '[]')
         from payment_cancel c
        where c.merchant_id = :merchant and c.payment_number = p.payment_number) as cancels
      """;

  static final String SELECT = "select p.*, " + CANCELS_OF_P + " from payment p ";

  private final JdbcClient db;
  private final SealedBuyer buyers;
  private final ChannelRows channels;
  private final JsonMapper json;

  public JdbcPayments(JdbcClient db, SealedBuyer buyers, ChannelRows channels, JsonMapper json) {
    this.db = db;
    this.buyers = buyers;
    this.channels = channels;
    this.json = json;
  }

  @Override
  public Optional<StoredPayment> load(long merchantId, String paymentNumber) {
    return one(merchantId, paymentNumber).query(this::stored).optional();
  }

  private StoredPayment stored(ResultSet row, int number) throws SQLException {
    return new StoredPayment(
        read(row, number),
        json.readValue(row.getString("notice_urls"), URLS),
        row.getString("confirm_url"),
        row.getBoolean("tells_failure"),
        row.getString("pg_order_number"),
        taxParts(row));
  }

  private StoredPayment.Tax taxParts(ResultSet row) throws SQLException {
    List<CancelRow> cancels = json.readValue(row.getString("cancels"), CANCELS);
    return new StoredPayment.Tax(
        row.getObject("tax_free", Long.class),
        row.getObject("vat", Long.class),
        sum(cancels, CancelRow::taxFree),
        sum(cancels, CancelRow::vat));
  }

  private static long sum(List<CancelRow> cancels, Function<CancelRow, @Nullable Long> part) {
    return cancels.stream().map(part).filter(Objects::nonNull).mapToLong(it -> it).sum();
  }

  @Override
  public Optional<WithChannel> loadWithChannel(long merchantId, String paymentNumber) {
    return db.sql(
            "select p.*, "
                + CANCELS_OF_P
                + ", "
                + ChannelRows.COLUMNS
                + """
                 from payment p
                 join channel c on c.merchant_id = :merchant and c.id = p.channel_id
                where p.merchant_id = :merchant and p.payment_number = :paymentNumber
                """)
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber)
        .query((row, number) -> new WithChannel(stored(row, number), channels.read(row)))
        .optional();
  }

  @Override
  public Optional<Payment> find(long merchantId, String paymentNumber) {
    return one(merchantId, paymentNumber).query(this::read).optional();
  }

  private StatementSpec one(long merchantId, String paymentNumber) {
    return db.sql(SELECT + " where p.merchant_id = :merchant and p.payment_number = :paymentNumber")
        .param("merchant", merchantId)
        .param("paymentNumber", paymentNumber);
  }

  @Override
  public Optional<StoredPayment> loadByOrder(String paymentNumber) {
    return db.sql("select merchant_id from payment where payment_number = :paymentNumber")
        .param("paymentNumber", paymentNumber)
        .query(Long.class)
        .optional()
        .flatMap(merchantId -> load(merchantId, paymentNumber));
  }

  @Override
  public Optional<Payment> findByOrderNumber(
      long merchantId, String orderNumber, Set<PaymentState> states, Sorting sorting) {
    // No value from outside is put into the SQL text; such values are parameters.
    String column =
        switch (sorting.by()) {
          case STARTED -> "p.started_at";
          case PAID -> "p.paid_at";
          case UPDATED -> "p.updated_at";
        };
    String direction = sorting.newestFirst() ? " desc nulls last" : " asc nulls last";
    String order =
        // PGs' times have only seconds, and rows without a time are equal too.
        " order by %1$s%2$s, p.started_at%2$s, p.payment_number%2$s limit 1"
            .formatted(column, direction);
    return db.sql(
            SELECT
                + """
                 where p.merchant_id = :merchant and p.order_number = :orderNumber
                   and p.state = any(:states)
                """
                + order)
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .param(
            "states",
            (states.isEmpty() ? Set.of(PaymentState.values()) : states)
                .stream().map(PaymentState::name).toArray(String[]::new))
        .query(this::read)
        .optional();
  }

  @Override
  public Page ofKey(
      long merchantId,
      String customerKey,
      @Nullable Instant from,
      @Nullable Instant to,
      int page,
      int limit) {
    String condition =
        """
         where p.merchant_id = :merchant and p.customer_key = :customerKey
           and p.started_at >= coalesce(cast(:from as timestamptz), '-infinity')
           and p.started_at <= coalesce(cast(:to as timestamptz), 'infinity')
        """;
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("merchant", merchantId);
    params.put("customerKey", customerKey);
    params.put("from", from == null ? null : from.atOffset(ZoneOffset.UTC));
    params.put("to", to == null ? null : to.atOffset(ZoneOffset.UTC));
    long total =
        db.sql("select count(*) from payment p" + condition)
            .params(params)
            .query(Long.class)
            .single();
    List<Payment> list =
        db.sql(
                SELECT
                    + condition
                    + " order by p.started_at desc, p.payment_number desc limit :limit offset"
                    + " :offset")
            .params(params)
            .param("limit", limit)
            .param("offset", (long) limit * (page - 1))
            .query(this::read)
            .list();
    return new Page(total, list);
  }

  @Override
  public Optional<StoredPayment> findCancellable(long merchantId, String orderNumber) {
    return db.sql(
            SELECT
                + """
                 where p.merchant_id = :merchant and p.order_number = :orderNumber
                   and p.state in ('PAID', 'CANCELLED')
                 order by (p.amount > p.cancelled) desc, p.started_at desc, p.payment_number desc limit 1
                """)
        .param("merchant", merchantId)
        .param("orderNumber", orderNumber)
        .query(this::stored)
        .optional();
  }

  /** Reads a payment from a row with all its columns and its cancels. */
  Payment read(ResultSet row, int number) throws SQLException {
    long merchantId = row.getLong("merchant_id");
    String paymentNumber = row.getString("payment_number");
    String card = row.getString("card");
    String bank = row.getString("bank");
    return new Payment(
        merchantId,
        paymentNumber,
        row.getString("order_number"),
        PaymentState.valueOf(row.getString("state")),
        row.getLong("channel_id"),
        row.getString("provider"),
        row.getString("mid"),
        row.getBoolean("test"),
        row.getBoolean("escrow"),
        PayMethodCodes.ofRow(row.getString("method")),
        row.getString("device"),
        row.getString("emb_pg_provider"),
        row.getString("pg_tid"),
        row.getString("apply_num"),
        card == null ? null : json.readValue(card, CardUsed.class),
        bank == null ? null : json.readValue(bank, Bank.class),
        account(row),
        row.getString("name"),
        new Money(row.getLong("amount"), row.getString("currency")),
        row.getLong("cancelled"),
        buyers.open(row.getBytes("buyer_sealed"), paymentNumber),
        row.getString("custom_data"),
        row.getString("user_agent"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        instant(row, "paid_at"),
        instant(row, "failed_at"),
        instant(row, "cancelled_at"),
        row.getString("fail_code"),
        row.getString("fail_reason"),
        row.getString("cancel_reason"),
        row.getString("receipt_url"),
        row.getString("customer_key"),
        row.getString("customer_key_usage"),
        row.getBoolean("charged"),
        row.getObject("cancel_claim") != null,
        json.readValue(row.getString("cancels"), CANCELS).stream()
            .map(CancelRow::toCancel)
            .toList());
  }

  private Payment.@Nullable Account account(ResultSet row) throws SQLException {
    String account = row.getString("account");
    Instant issuedAt = instant(row, "account_issued_at");
    if (account == null || issuedAt == null) {
      return null;
    }
    VirtualAccount read = json.readValue(account, VirtualAccount.class);
    return new Payment.Account(
        read.bank(),
        read.number(),
        read.holder(),
        read.due().atZone(Korea.ZONE).toInstant(),
        issuedAt);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private record CancelRow(
      String pgTid,
      long amount,
      String reason,
      String cancellationId,
      @Nullable String receiptUrl,
      @Nullable Long taxFree,
      @Nullable Long vat,
      long at) {

    Payment.Cancel toCancel() {
      return new Payment.Cancel(
          pgTid, amount, Instant.ofEpochSecond(at), reason, cancellationId, receiptUrl);
    }
  }
}
