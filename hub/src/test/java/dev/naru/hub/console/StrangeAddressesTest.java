package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that nobody typed by hand for a good reason. */
class StrangeAddressesTest {

  private static final RunningHub HUB = RunningHub.shared();
  private static final Shop SHOP = HUB.newShop();
  private static final Browser BROWSER =
      People.signedIn(HUB, People.add(HUB, SHOP.merchant.id(), Role.OWNER));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payments?q=%00",
        "payments?q=%25_%27%22%5C",
        "payments?q=%F0%9F%8D%95%ED%95%9C%EA%B8%80&by=buyer",
        "payments?from=%2B999999999-12-31",
        "payments?from=0000-00-00&min=-1&max=abc&channel=x&status=what&method=%25",
        "payments?after=x&trail=..",
        "payments/imp_000000000000",
        "reconcile?day=%2B999999999-12-31&class=what",
        "reconcile?day=2026-02-30",
        "reconcile/export?day=-999999999-01-01",
        "billing?month=%2B999999999-12&after=%2B1000000000-01-01T00:00:00Z_x",
        "billing?after=%2B1000000000-01-01T00:00:00Z_00000000-0000-0000-0000-000000000000",
        "billing?day=9999-99-99&status=what&customer=%00",
        "billing/keys?from=%00&after=%00",
        "webhooks?state=what&after=x",
        "webhooks/x",
        "audit?before=x",
        "developers?channel=%00&method=%25",
        "developers/requests?before=x&refused=what",
        "unresolved?after=x",
      })
  void end_on_a_page_that_is_no_failure(String path) {
    assertThat(BROWSER.get("/console/" + path).status()).isIn(200, 404, 422);
  }
}
