package dev.naru.admin;

import dev.naru.hub.merchant.MerchantAdministration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Prints by what a request is known to be a merchant's, a line each, with this cell's number: the
 * map of the proxy before the cells ({@code deploy/haproxy/cells.cfg}).
 */
@Command(name = "routes")
final class MerchantRoutes implements Callable<Integer> {

  /** For how long after its end a PG may still send a notice of a payment. */
  private static final int DAYS = 30;

  private final Surroundings surroundings;

  @Parameters(index = "0", paramLabel = "USER_CODE")
  private String userCode = "";

  MerchantRoutes(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    String cell = surroundings.configuration().cell();
    try (HubServices hub = surroundings.services()) {
      MerchantAdministration.Entry entry = MerchantCommand.merchant(hub, userCode);
      long id = entry.merchant().id();
      Set<String> known = new LinkedHashSet<>();
      known.add(userCode);
      known.add(entry.apiKey());
      known.add(Long.toString(id, Character.MAX_RADIX));
      JdbcClient db = hub.get(JdbcClient.class);
      known.addAll(
          db.sql("select mid from channel where merchant_id = ? order by mid")
              .param(id)
              .query(String.class)
              .list());
      known.addAll(
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
      known.forEach(word -> surroundings.out().println(word + " " + cell));
    }
    return ExitCode.DONE;
  }
}
