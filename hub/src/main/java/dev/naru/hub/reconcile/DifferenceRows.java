package dev.naru.hub.reconcile;

import static dev.naru.hub.database.Columns.instant;
import static dev.naru.hub.database.Columns.utc;

import dev.naru.hub.channel.ChannelAdministration;
import dev.naru.hub.reconcile.Differences.Difference;
import dev.naru.hub.reconcile.Differences.DifferenceClass;
import dev.naru.hub.reconcile.Differences.Filter;
import dev.naru.hub.reconcile.Differences.Sum;
import dev.naru.pg.spi.ChannelConfig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The differences in the database. */
final class DifferenceRows {

  private static final int PORTION = 1_000;

  private final NamedParameterJdbcTemplate db;
  private final TransactionTemplate reading;

  DifferenceRows(DataSource database) {
    JdbcTemplate inPortions = new JdbcTemplate(database);
    inPortions.setFetchSize(PORTION);
    db = new NamedParameterJdbcTemplate(inPortions);
    // PostgreSQL sends rows in portions only within a transaction.
    reading = new TransactionTemplate(new JdbcTransactionManager(database));
    reading.setReadOnly(true);
  }

  List<Difference> list(Filter filter, int most) {
    MapSqlParameterSource params = new MapSqlParameterSource("most", most);
    String where = where(filter, params);
    return db.query(
        "select * from difference where "
            + where
            + " order by day desc, class, found_at, id limit :most",
        params,
        DifferenceRows::read);
  }

  void each(Filter filter, Consumer<Difference> consumer) {
    MapSqlParameterSource params = new MapSqlParameterSource();
    String sql =
        "select * from difference where "
            + where(filter, params)
            + " order by merchant_id, day, class, id";
    reading.executeWithoutResult(
        _ -> db.query(sql, params, (RowCallbackHandler) row -> consumer.accept(read(row, 0))));
  }

  private static String where(Filter filter, MapSqlParameterSource params) {
    List<String> all = new ArrayList<>();
    all.add("true");
    put(all, params, "merchant_id = :merchant", "merchant", filter.merchantId());
    put(all, params, "channel_id = :channel", "channel", filter.channelId());
    put(all, params, "day >= :from", "from", filter.from());
    put(all, params, "day <= :to", "to", filter.to());
    DifferenceClass of = filter.of();
    put(all, params, "class = :class", "class", of == null ? null : of.name());
    Boolean open = filter.open();
    put(all, params, "state = :state", "state", open == null ? null : open ? "OPEN" : "SETTLED");
    return String.join(" and ", all);
  }

  private static void put(
      List<String> all,
      MapSqlParameterSource params,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      all.add(condition);
      params.addValue(name, value);
    }
  }

  Map<DifferenceClass, Sum> open(@Nullable Long merchantId) {
    Map<DifferenceClass, Sum> sums = new EnumMap<>(DifferenceClass.class);
    MapSqlParameterSource params = new MapSqlParameterSource();
    String where = where(new Filter(merchantId, null, null, null, null, true), params);
    db.query(
        """
        select class, count(*) as number,
               sum(case class when 'MISSING_THERE' then here_amount - here_cancelled
                              when 'AMOUNT_DIFFERS' then abs(there_amount - here_amount)
                              when 'CANCELLED_THERE' then there_cancelled - here_cancelled
                              when 'LIVE_THERE' then here_cancelled - there_cancelled
                              else coalesce(there_amount, 0) end) as amount
          from difference where
        """
            + where
            + " group by class",
        params,
        (RowCallbackHandler)
            row ->
                sums.put(
                    DifferenceClass.valueOf(row.getString("class")),
                    new Sum(row.getLong("number"), row.getLong("amount"))));
    return sums;
  }

  /** How many differences of a class are open, and when the oldest of them was found. */
  record Open(DifferenceClass of, long number, Instant oldest) {}

  /** The open differences of all merchants, counted by class. */
  List<Open> openNow() {
    return db.query(
        """
        select class, count(*) as number, min(found_at) as oldest from difference
         where state = 'OPEN' group by class
        """,
        Map.of(),
        (row, number) ->
            new Open(
                DifferenceClass.valueOf(row.getString("class")),
                row.getLong("number"),
                Objects.requireNonNull(instant(row, "oldest"))));
  }

  long openOfDay(long merchantId, long channelId, LocalDate day) {
    return Objects.requireNonNull(
        db.queryForObject(
            """
            select count(*) from difference
             where merchant_id = :merchant and channel_id = :channel and day = :day
               and state = 'OPEN'
            """,
            Map.of("merchant", merchantId, "channel", channelId, "day", day),
            Long.class));
  }

  Optional<Difference> find(long merchantId, UUID id) {
    return db
        .query(
            "select * from difference where merchant_id = :merchant and id = :id",
            Map.of("merchant", merchantId, "id", id),
            DifferenceRows::read)
        .stream()
        .findFirst();
  }

  /** Adds the difference that a day's list has not come. */
  void late(ChannelAdministration.Entry channel, String form, LocalDate day, Instant at) {
    db.update(
        """
        insert into difference (
          merchant_id, id, channel_id, provider, mid, test, day, class, pg_tid, pg_order_number,
          there_cancelled, currency, cancel_tid, method, approval_number, state, found_at)
        values (:merchant, gen_random_uuid(), :channel, :provider, :mid, :test, :day, 'LATE', '',
                :what, 0, 'KRW', '', '', '', 'OPEN', :now)
        on conflict (merchant_id, channel_id, class, pg_tid, pg_order_number)
          where state = 'OPEN' do nothing
        """,
        new MapSqlParameterSource("merchant", channel.merchantId())
            .addValue("channel", channel.id())
            .addValue("provider", channel.provider())
            .addValue("mid", channel.mid())
            .addValue("test", channel.mode() != ChannelConfig.Mode.LIVE)
            .addValue("day", day)
            .addValue("what", form + " " + day)
            .addValue("now", utc(at)));
  }

  /** Settles the difference that a day's list has not come, since the list came. */
  void endLate(long merchantId, long channelId, String form, LocalDate day, Instant at) {
    db.update(
        """
        update difference
           set state = 'SETTLED', settled_at = :now, settled_as = 'AUTO', settled_by = 'naru'
         where merchant_id = :merchant and channel_id = :channel and class = 'LATE'
           and pg_tid = '' and pg_order_number = :what and state = 'OPEN'
        """,
        Map.of(
            "merchant",
            merchantId,
            "channel",
            channelId,
            "what",
            form + " " + day,
            "now",
            utc(at)));
  }

  /** Settles a difference; false if it was settled before. */
  boolean settle(
      long merchantId,
      UUID id,
      String as,
      String who,
      String reason,
      @Nullable String payment,
      Instant at) {
    return db.update(
            """
            update difference
               set state = 'SETTLED', settled_at = :now, settled_as = :as, settled_by = :who,
                   reason = :reason, payment_number = coalesce(:payment, payment_number)
             where merchant_id = :merchant and id = :id and state = 'OPEN'
            """,
            new MapSqlParameterSource("merchant", merchantId)
                .addValue("id", id)
                .addValue("as", as)
                .addValue("who", who)
                .addValue("reason", reason)
                .addValue("payment", payment, java.sql.Types.VARCHAR)
                .addValue("now", utc(at)))
        > 0;
  }

  private static Difference read(ResultSet row, int number) throws SQLException {
    return new Difference(
        row.getObject("id", UUID.class),
        row.getLong("merchant_id"),
        row.getLong("channel_id"),
        row.getString("provider"),
        row.getString("mid"),
        row.getBoolean("test"),
        row.getObject("day", LocalDate.class),
        DifferenceClass.valueOf(row.getString("class")),
        row.getString("pg_tid"),
        row.getString("pg_order_number"),
        row.getString("payment_number"),
        row.getObject("there_amount", Long.class),
        row.getLong("there_cancelled"),
        row.getObject("here_amount", Long.class),
        row.getObject("here_cancelled", Long.class),
        row.getString("currency"),
        instant(row, "occurred_at"),
        instant(row, "cancelled_at"),
        row.getString("cancel_tid"),
        row.getString("method"),
        row.getString("approval_number"),
        Objects.requireNonNull(instant(row, "found_at")),
        instant(row, "settled_at"),
        row.getString("settled_as"),
        row.getString("settled_by"),
        row.getString("reason"));
  }
}
