package dev.naru.hub.v1;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.v1.wire.ApiResponse;
import dev.naru.hub.v1.wire.ApiTexts;
import dev.naru.hub.v1.wire.WritesJson;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Looks codes up: banks, card companies, sub-merchants (spec/rest-api.md §4.12, §4.1.3). */
@Controller
final class CodesController {

  private final Tiers tiers;

  CodesController(Tiers tiers) {
    this.tiers = tiers;
  }

  @GetMapping("/banks")
  ApiResponse banks(Merchant merchant) {
    return ApiResponse.ok(WritesJson.array(StandardCode.BANKS));
  }

  @GetMapping("/banks/{code}")
  ApiResponse bank(Merchant merchant, @PathVariable String code) {
    return one(StandardCode.BANKS, code);
  }

  @GetMapping("/cards")
  ApiResponse cards(Merchant merchant) {
    return ApiResponse.ok(WritesJson.array(StandardCode.CARDS));
  }

  @GetMapping("/cards/{code}")
  ApiResponse card(Merchant merchant, @PathVariable String code) {
    return one(StandardCode.CARDS, code);
  }

  private static ApiResponse one(List<StandardCode> all, String code) {
    String wanted = StandardCode.threeDigits(code);
    return all.stream()
        .filter(each -> each.code().equals(wanted))
        .findFirst()
        .map(ApiResponse::ok)
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.NO_CODE));
  }

  /**
   * A sub-merchant of the agency. Every other code gets the same answer, so that it reveals
   * nothing.
   */
  @GetMapping("/tiers/{code}")
  ApiResponse tier(Merchant agency, @PathVariable String code) {
    return tiers
        .find(agency.id(), code)
        .map(tier ->
            ApiResponse.ok(out -> {
              out.writeStartObject();
              out.writeStringProperty("tier_code", tier.code());
              out.writeStringProperty("tier_name", tier.name());
              out.writeEndObject();
            }))
        .orElseGet(() -> ApiResponse.notFound(ApiTexts.UNKNOWN_TIER));
  }
}
