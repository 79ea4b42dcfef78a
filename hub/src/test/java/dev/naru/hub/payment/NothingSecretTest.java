package dev.naru.hub.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.HttpBuyer;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.testing.Traces;
import dev.naru.hub.testing.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
    List<String> logged;
    List<String> rows;
    try (Traces traces = new Traces(world)) {
      String paid = pays("");
      pays("decline");
      pays("timeout_after_approval");
      pays("garbage_answer");
      world.scenario(paid, "cancel_refused", "");
      shop.cancel(paid);
      shop.cancel(paid);
      assertThat(shop.payment(paid).path("buyer_email").asString(""))
          .isEqualTo("sentinel@example.com");
      logged = traces.logged();
      rows = traces.rows();
      assertThat(rows).as("the scan sees what is there").anyMatch(line -> line.contains(paid));
    }

    assertThat(Traces.showing(rows, SENTINELS)).as("in the database").isEmpty();
    assertThat(Traces.showing(logged, SENTINELS)).as("in the log").isEmpty();
  }

  private String pays(String fault) {
    Map<String, Object> order = HttpBuyer.order(Shop.newOrder(), 3_000);
    order.put("buyer_tel", "010-9876-5432");
    order.put("buyer_email", "sentinel@example.com");
    order.put("buyer_name", "감시병");
    HttpBuyer.Window window = shop.buyer().opens(order);
    if (!fault.isEmpty()) {
      world.scenario(window.paymentNumber(), fault, "");
    }
    window.agrees(CARD).post();
    return window.paymentNumber();
  }
}
