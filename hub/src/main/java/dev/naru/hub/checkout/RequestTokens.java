package dev.naru.hub.checkout;

import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Makes the token of a page's request. A request that is repeated, because its answer was lost or
 * the page lost its frame, gets the same token and so the same payment.
 */
final class RequestTokens {

  /**
   * The SDK's request ids: 128 random bits. A shorter id could by chance equal another request's.
   */
  private static final Pattern UNGUESSABLE = Pattern.compile("[0-9a-f]{32}");

  private final Vault vault;
  private final SecureRandom random = new SecureRandom();

  RequestTokens(Vault vault) {
    this.vault = vault;
  }

  CheckoutToken of(Merchant merchant, PaymentRequest request) {
    if (!UNGUESSABLE.matcher(request.requestId()).matches()) {
      return CheckoutToken.make(merchant.id(), random);
    }
    String whose = merchant.id() + " " + request.origin() + " " + request.requestId();
    return CheckoutToken.of(
        merchant.id(), vault.mac(whose.getBytes(StandardCharsets.UTF_8), "checkout-token"));
  }
}
