package dev.naru.hub.user;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches that users have saved under a name; no other user sees them. Every method throws {@link
 * org.springframework.dao.DataAccessException} when the database is away.
 */
public final class SavedSearches {

  /** How many searches a user can save for one merchant. */
  public static final int MOST = 20;

  /** The most characters of a name. */
  public static final int LONGEST_NAME = 40;

  private final JdbcClient db;

  SavedSearches(JdbcClient db) {
    this.db = db;
  }

  /**
   * A saved search.
   *
   * @param query as in the page's address, without the searched text
   */
  public record Saved(String name, String query) {}

  /** The user's searches of a merchant's payments, by name. */
  public List<Saved> of(User user, long merchantId) {
    return db.sql(
            """
            select name, query from console_search
             where merchant_id = :merchant and user_id = :user order by name
            """)
        .param("merchant", merchantId)
        .param("user", user.id())
        .query((row, number) -> new Saved(row.getString("name"), row.getString("query")))
        .list();
  }

  /**
   * Saves a search; it replaces one with the same name.
   *
   * @return false if the user has {@value #MOST} already
   */
  public boolean keep(User user, long merchantId, Saved search) {
    return db.sql(
                """
                insert into console_search (merchant_id, user_id, name, query)
                select :merchant, :user, :name, :query
                 where (select count(*) from console_search
                         where merchant_id = :merchant and user_id = :user and name <> :name) < :most
                on conflict (merchant_id, user_id, name) do update set query = excluded.query
                """)
            .param("merchant", merchantId)
            .param("user", user.id())
            .param("name", search.name())
            .param("query", search.query())
            .param("most", MOST)
            .update()
        == 1;
  }

  /** Deletes a search; does nothing if there is none of this name. */
  public void forget(User user, long merchantId, String name) {
    db.sql(
            """
            delete from console_search
             where merchant_id = :merchant and user_id = :user and name = :name
            """)
        .param("merchant", merchantId)
        .param("user", user.id())
        .param("name", name)
        .update();
  }
}
