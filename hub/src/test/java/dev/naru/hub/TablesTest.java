package dev.naru.hub;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table has one owner: modules meet in code, where an edge can be seen, and not in SQL. */
class TablesTest {

  private static final Path MAIN = Path.of("src/main/java/dev/naru/hub");

  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          entry("merchant", "merchant"),
          entry("api_token", "merchant"),
          entry("tier", "merchant"),
          entry("certification", "identity"),
          entry("receipt", "receipt"),
          entry("delivery", "escrow"),
          entry("channel", "channel"),
          entry("idempotent_request", "idempotency"),
          entry("payment", "payment"),
          entry("payment_buyer", "payment"),
          entry("payment_cancel", "payment"),
          entry("payment_count", "payment"),
          entry("payment_count_change", "payment"),
          entry("payment_count_turn", "payment"),
          entry("attempt", "payment"),
          entry("journal", "payment"),
          entry("journal_head", "payment"),
          entry("prepared_amount", "payment"),
          entry("number_block", "payment"),
          entry("billing_key", "billing"),
          entry("key_issue", "billing"),
          entry("unproved_key", "billing"),
          entry("brake", "brake"),
          entry("write_probe", "server"),
          entry("schedule", "schedule"),
          entry("checkout_session", "checkout"),
          entry("key_ring", "vault"),
          entry("audit", "audit"),
          entry("audit_head", "audit"),
          entry("console_user", "user"),
          entry("console_session", "user"),
          entry("console_link", "user"),
          entry("console_recovery", "user"),
          entry("epoch", "epoch"),
          entry("rewind", "epoch"),
          entry("statement", "reconcile"),
          entry("statement_row", "reconcile"),
          entry("statement_turn", "reconcile"),
          entry("statement_fetch", "reconcile"),
          entry("difference", "reconcile"),
          entry("console_search", "user"),
          entry("console_passkey", "user"),
          entry("console_challenge", "user"),
          entry("api_request", "requestlog"),
          entry("webhook_task", "webhook"),
          entry("webhook_delivery", "webhook"),
          entry("webhook_secret", "webhook"));

  /** What crosses for the sake of one round trip, and is looked at whenever it is to grow. */
  private static final Set<String> CROSSINGS =
      Set.of(
          "payment/store/JdbcPayments.java reads channel",
          "billing/BillingKeyRepository.java reads channel",
          "billing/BillingKeyRepository.java reads payment",
          "schedule/ScheduleRepository.java reads payment",
          // A million rows are matched in the database, or not at all.
          "reconcile/Matching.java reads payment",
          "reconcile/Matching.java reads channel",
          "reconcile/StatementRows.java reads payment");

  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  private static final Pattern TABLE =
      Pattern.compile("\\b(?:from|join|update|into)\\s+([a-z_]+)\\b");

  @Test
  void every_statement_stands_in_the_module_that_owns_its_tables() throws IOException {
    Set<String> crossings = new TreeSet<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file ->
              tablesIn(file)
                  .filter(table -> !isOwn(table, MAIN.relativize(file)))
                  .map(table -> MAIN.relativize(file) + " reads " + table)
                  .forEach(crossings::add));
    }
    assertThat(crossings).isEqualTo(CROSSINGS);
  }

  private static boolean isOwn(String table, Path file) {
    return file.getName(0).toString().equals(OWNERS.get(table));
  }

  private static Stream<String> tablesIn(Path file) {
    try {
      Matcher literal = LITERAL.matcher(Files.readString(file));
      return literal
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .flatMap(text -> TABLE.matcher(text).results())
          .map((MatchResult found) -> found.group(1))
          .filter(OWNERS::containsKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
