package dev.naru.admin;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Prints the routing map for the proxy in front of the cells ({@code deploy/haproxy/cells.cfg}).
 * Each line has a value by which the proxy recognises a request of the merchant, or of an agency's
 * sub-merchants, and this cell's number.
 */
@Command(name = "routes")
final class MerchantRoutes implements Callable<Integer> {

  /** For how many days after a payment's end its PG may still send a notice. */
  private static final int DAYS = 30;

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "USER_CODE")
  private String userCode = "";

  MerchantRoutes(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws SQLException {
    String cell = surroundings.configuration().cell();
    try (HubServices hub = surroundings.services()) {
      long asked = MerchantCommand.merchant(hub, userCode).merchant().id();
      JdbcClient db = hub.get(JdbcClient.class);
      Set<String> known = new LinkedHashSet<>();
      for (long id : new MerchantMove(hub.get(DataSource.class)).together(asked)) {
        known.addAll(wordsOf(db, id, cell));
      }
      known.forEach(word -> surroundings.out().println(word + " " + cell));
    }
    return ExitCode.DONE;
  }

  private static List<String> wordsOf(JdbcClient db, long id, String cell) {
    List<String> words = new ArrayList<>();
    db.sql("select user_code, api_key from merchant where id = ?")
        .param(id)
        .query((row, _) -> List.of(row.getString(1), row.getString(2)))
        .list()
        .forEach(words::addAll);
    words.add(Long.toString(id, Character.MAX_RADIX));
    words.addAll(
        db.sql("select mid from channel where merchant_id = ? order by mid")
            .param(id)
            .query(String.class)
            .list());
    words.addAll(
        db.sql(
                """
                select payment_number from payment
                 where merchant_id = ? and substr(payment_number, position('_' in payment_number) + 1, 2) <> ?
                   and (state in ('READY', 'APPROVING', 'AWAITING_DEPOSIT')
                     or updated_at > now() - make_interval(days => ?))
                 order by payment_number
                """)
            .param(id)
            .param(cell)
            .param(DAYS)
            .query(String.class)
            .list());
    return words;
  }
}
