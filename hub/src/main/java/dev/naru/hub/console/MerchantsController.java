package dev.naru.hub.console;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.Sessions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which an operator of the hub chooses the merchant to work on. */
@Controller
final class MerchantsController {

  /** How many merchants the page shows; the others can be searched for. */
  private static final int MOST = 50;

  private final MerchantAdministration merchants;
  private final Sessions sessions;
  private final ConsolePages pages;

  MerchantsController(MerchantAdministration merchants, Sessions sessions, ConsolePages pages) {
    this.merchants = merchants;
    this.sessions = sessions;
    this.pages = pages;
  }

  @GetMapping("/console/merchants")
  @Needs(Action.CHOOSE_MERCHANT)
  ResponseEntity<byte[]> list(Visit visit, @RequestParam(name = "q", defaultValue = "") String q) {
    String sought = q.strip().toLowerCase(Locale.ROOT);
    List<MerchantAdministration.Entry> found =
        merchants.all().stream().filter(entry -> fits(entry.merchant(), sought)).toList();
    return pages.page(
        visit,
        "merchants",
        Map.of("merchants", found.stream().limit(MOST).toList(), "number", found.size(), "q", q));
  }

  private static boolean fits(Merchant merchant, String sought) {
    return merchant.name().toLowerCase(Locale.ROOT).contains(sought)
        || merchant.userCode().contains(sought);
  }

  @PostMapping("/console/merchants")
  @Needs(Action.CHOOSE_MERCHANT)
  ResponseEntity<byte[]> choose(Visit visit, Form form) {
    MerchantAdministration.Entry chosen = ConsolePages.there(merchants.find(form.get("merchant")));
    sessions.choose(visit.session(), chosen.merchant().id());
    return ConsolePages.to("/console");
  }
}
