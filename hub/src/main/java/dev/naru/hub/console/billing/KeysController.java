package dev.naru.hub.console.billing;

import dev.naru.hub.billing.BillingKey;
import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.BillingKeys.Deletion;
import dev.naru.hub.billing.KeyLists;
import dev.naru.hub.console.Changes;
import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.database.Columns;
import dev.naru.hub.user.Action;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows a merchant's billing keys, and deletes one. */
@Controller
final class KeysController {

  private static final int PAGE_SIZE = 50;

  private final KeyLists lists;
  private final BillingKeys keys;
  private final Changes changes;
  private final ConsolePages pages;

  KeysController(KeyLists lists, BillingKeys keys, Changes changes, ConsolePages pages) {
    this.lists = lists;
    this.keys = keys;
    this.changes = changes;
    this.pages = pages;
  }

  @GetMapping("/console/billing/keys")
  @Needs(Action.SEE_BILLING)
  ResponseEntity<byte[]> list(Visit visit, @RequestParam Map<String, String> params) {
    String from = Columns.storable(params.getOrDefault("from", "").strip());
    String after = Columns.storable(params.getOrDefault("after", ""));
    long merchantId = visit.merchant().id();
    Map<String, Object> model = new HashMap<>();
    model.put("form", Form.of(Map.of("from", from)));
    model.put("begun", !after.isEmpty());
    model.put(
        "found",
        after.isEmpty()
            ? lists.from(merchantId, from, PAGE_SIZE)
            : lists.after(merchantId, after, PAGE_SIZE));
    return pages.page(visit, "billing/keys", model);
  }

  @PostMapping("/console/billing/keys/delete")
  @Needs(Action.CHANGE_BILLING)
  ResponseEntity<byte[]> delete(Visit visit, Form form) {
    String customerKey = form.get("customer-key");
    BillingKey key = ConsolePages.there(keys.find(visit.merchant().id(), customerKey));
    Deletion deletion =
        changes.make(
            visit,
            () -> keys.delete(visit.merchant(), customerKey),
            it ->
                it instanceof Deletion.Deleted
                    ? Optional.of(
                        new Changes.Line(
                            "billing key delete",
                            customerKey,
                            Map.of("provider", key.provider(), "mid", key.mid()),
                            Map.of()))
                    : Optional.empty());
    return ConsolePages.to(
        "/console/billing/keys",
        switch (deletion) {
          case Deletion.Deleted _ -> "billing.said-deleted";
          case Deletion.HasPendingSchedules _ -> "billing.said-has-schedules";
          case Deletion.Unknown _ -> "billing.said-gone";
        });
  }
}
