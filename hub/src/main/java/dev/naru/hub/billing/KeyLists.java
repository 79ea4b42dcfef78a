package dev.naru.hub.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists a merchant's billing keys in the order of their customer keys, page by page. Every method
 * throws {@link org.springframework.dao.DataAccessException} when the database is away.
 * Thread-safe.
 */
public final class KeyLists {

  /** The most keys on a page. */
  public static final int MAX_SIZE = 100;

  private static final String NAMES =
      """
      select customer_key from (
        (select customer_key from billing_key
          where merchant_id = :merchant and customer_key %1$s :from
          order by customer_key limit :limit)
        union
        (select customer_key from unproved_key
          where merchant_id = :merchant and customer_key %1$s :from
          order by customer_key limit :limit)) k
       order by customer_key limit :limit
      """;

  private final JdbcClient db;
  private final BillingKeyRepository keys;

  KeyLists(JdbcClient db, BillingKeyRepository keys) {
    this.db = db;
    this.keys = keys;
  }

  /**
   * A page.
   *
   * @param next the last customer key of the page; null when no page follows
   */
  public record Page(List<BillingKey> list, @Nullable String next) {}

  /**
   * The keys from a customer key on.
   *
   * @param customerKey empty to begin with the first key
   */
  public Page from(long merchantId, String customerKey, int size) {
    return page(merchantId, ">=", customerKey, size);
  }

  /** The keys after a page. */
  public Page after(long merchantId, String next, int size) {
    return page(merchantId, ">", next, size);
  }

  private Page page(long merchantId, String comparison, String from, int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_SIZE + " keys");
    }
    List<String> names =
        db.sql(NAMES.formatted(comparison))
            .param("merchant", merchantId)
            .param("from", from)
            .param("limit", size + 1)
            .query((row, number) -> row.getString(1))
            .list();
    boolean more = names.size() > size;
    List<String> shown = more ? names.subList(0, size) : names;
    return new Page(keys.findAll(merchantId, shown), more ? shown.getLast() : null);
  }
}
