package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the hidden frame that {@code IMP.init} makes (spec/javascript-sdk.md §9). */
@RestController
class ReadyFrame {

  private final Merchants merchants;
  private final Channels channels;
  private final PageRenderer pages;

  ReadyFrame(Merchants merchants, Channels channels, PageRenderer pages) {
    this.merchants = merchants;
    this.channels = channels;
    this.pages = pages;
  }

  @GetMapping("/payments/ready/{userCode}")
  ResponseEntity<byte[]> frame(@PathVariable String userCode) {
    Optional<Merchant> merchant = merchants.byUserCode(PaymentRequest.userCode(userCode));
    // The frame of an unknown merchant can only refuse requests, so any page may embed it.
    String ancestors = merchant.map(known -> AllowedOrigins.of(known).frameAncestors()).orElse("*");
    List<String> origins =
        merchant.map(known -> AllowedOrigins.of(known).origins()).orElse(List.of("*"));
    boolean loopback = merchant.map(known -> AllowedOrigins.of(known).loopback()).orElse(false);
    List<String> popup =
        merchant.map(known -> PayView.popupSelectors(channels, known.id())).orElse(List.of());
    String nonce = ContentSecurity.nonce();
    return pages.page(
        HttpStatus.OK,
        "checkout/ready",
        new Texts("ko"),
        nonce,
        ContentSecurity.own(nonce, ancestors),
        Map.of(
            "userCode",
            userCode,
            "origins",
            String.join(" ", origins),
            "loopback",
            loopback,
            "popup",
            ParamReader.JSON.writeValueAsString(popup)));
  }
}
