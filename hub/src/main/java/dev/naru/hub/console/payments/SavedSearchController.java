package dev.naru.hub.console.payments;

import dev.naru.hub.console.ConsolePages;
import dev.naru.hub.console.Form;
import dev.naru.hub.console.Needs;
import dev.naru.hub.console.Visit;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.SavedSearches;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Saves a search of payments under a name, for the user who made it. The merchant's data doesn't
 * change.
 */
@Controller
final class SavedSearchController {

  private final SavedSearches searches;

  SavedSearchController(SavedSearches searches) {
    this.searches = searches;
  }

  @PostMapping("/console/payments/searches")
  @Needs(Action.SEE_PAYMENTS)
  ResponseEntity<byte[]> keep(Visit visit, Form form) {
    String name = form.get("name");
    String query = PaymentQuery.addressWithoutText(PaymentQuery.form(form.values()));
    if (name.isEmpty() || name.length() > SavedSearches.LONGEST_NAME || query.isEmpty()) {
      return back(form, "payments.said-not-kept");
    }
    boolean kept =
        searches.keep(visit.user(), visit.merchant().id(), new SavedSearches.Saved(name, query));
    return back(form, kept ? "payments.said-kept" : "payments.said-too-many-kept");
  }

  @PostMapping("/console/payments/searches/forget")
  @Needs(Action.SEE_PAYMENTS)
  ResponseEntity<byte[]> forget(Visit visit, Form form) {
    searches.forget(visit.user(), visit.merchant().id(), form.get("name"));
    return back(Form.of(Map.of()), "payments.said-forgotten");
  }

  private static ResponseEntity<byte[]> back(Form form, String said) {
    String query = PaymentQuery.address(PaymentQuery.form(form.values()));
    return query.isEmpty()
        ? ConsolePages.to("/console/payments", said)
        : ConsolePages.to("/console/payments?" + query + "&said=" + said);
  }
}
