package dev.naru.hub.payment.store;

import dev.naru.hub.payment.Payment;
import dev.naru.hub.vault.Vault;
import tools.jackson.databind.json.JsonMapper;

/** The buyer's personal data, sealed to the payment they belong to (G27). */
public record SealedBuyer(Vault vault, JsonMapper json) {

  public byte[] seal(Payment.Buyer buyer, String paymentNumber) {
    return vault.seal(json.writeValueAsBytes(buyer), context(paymentNumber));
  }

  public Payment.Buyer open(byte[] sealed, String paymentNumber) {
    return json.readValue(vault.open(sealed, context(paymentNumber)), Payment.Buyer.class);
  }

  private static String context(String paymentNumber) {
    return "payment.buyer/" + paymentNumber;
  }
}
