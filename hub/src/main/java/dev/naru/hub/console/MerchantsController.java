package dev.naru.hub.console;

import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.Sessions;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where an operator of the hub chooses the merchant to work on. */
@Controller
final class MerchantsController {

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
  ResponseEntity<byte[]> list(Visit visit) {
    return pages.page(visit, "merchants", Map.of("merchants", merchants.all()));
  }

  @PostMapping("/console/merchants")
  @Needs(Action.CHOOSE_MERCHANT)
  ResponseEntity<byte[]> choose(Visit visit, Form form) {
    MerchantAdministration.Entry chosen = ConsolePages.there(merchants.find(form.get("merchant")));
    sessions.choose(visit.session(), chosen.merchant().id());
    return ConsolePages.to("/console");
  }
}
