package dev.naru.hub.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.World;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Pays with values that stand out, in good days and bad, and looks for them everywhere. */
@Tag("G25")
class NothingSecretTest {

  private static final String CARD = "5678-9012-3456-7890";

  /** Each as it was typed and as it may be written; in a bytea column as hexadecimal. */
  private static final List<String> SENTINELS =
      List.of(
          CARD,
          CARD.replace("-", ""),
          "010-9876-5432",
          "01098765432",
          "sentinel@example.com",
          "감시병");

  private final RunningHub hub = RunningHub.shared();
  private final World world = hub.world;
  private final Shop shop = hub.newShop();

  @Test
  void neither_card_nor_buyer_is_readable_in_the_database_or_the_log() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);

    String paid = pays("");
    pays("decline");
    pays("timeout_after_approval");
    pays("garbage_answer");
    world.scenario(paid, "cancel_refused", "");
    shop.cancel(paid);
    shop.cancel(paid);
    root.detachAppender(log);

    assertThat(shop.payment(paid).path("buyer_email").asString(""))
        .isEqualTo("sentinel@example.com");
    List<String> lines = everyRow();
    assertThat(lines).as("the scan sees what is there").anyMatch(line -> line.contains(paid));
    assertThat(found(lines)).as("in the database").isEmpty();
    assertThat(found(log.list.stream().map(NothingSecretTest::whole).toList()))
        .as("in the log")
        .isEmpty();
  }

  private String pays(String fault) {
    Map<String, Object> order = HttpBuyer.order(Shop.newOrder(), 3_000);
    order.put("buyer_tel", "010-9876-5432");
    order.put("buyer_email", "sentinel@example.com");
    order.put("buyer_name", "감시병");
    HttpBuyer.Window window = shop.buyer().opens(order);
    if (!fault.isEmpty()) {
      world.scenario(window.impUid(), fault, "");
    }
    window.agrees(CARD).post();
    return window.impUid();
  }

  private static String whole(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage());
  }

  /** {@code table: row} of every row of every table, bytes as hexadecimal. */
  private List<String> everyRow() {
    List<String> rows = new ArrayList<>();
    List<String> tables =
        world
            .db()
            .sql(
                """
                select table_name from information_schema.tables
                 where table_schema = 'public' and table_type = 'BASE TABLE'
                """)
            .query((row, number) -> row.getString(1))
            .list();
    for (String table : tables) {
      world
          .db()
          .sql("select t::text from \"" + table + "\" t")
          .query((row, number) -> row.getString(1))
          .list()
          .forEach(row -> rows.add(table + ": " + row));
    }
    return rows;
  }

  private static List<String> found(List<String> lines) {
    List<String> needles =
        SENTINELS.stream()
            .flatMap(
                sentinel -> Stream.of(sentinel, HexFormat.of().formatHex(sentinel.getBytes(UTF_8))))
            .toList();
    return lines.stream().filter(line -> needles.stream().anyMatch(line::contains)).toList();
  }
}
