package dev.naru.hub.payment;

import dev.naru.hub.vault.Vault;
import tools.jackson.databind.json.JsonMapper;

/** The buyer's personal data, sealed to the payment they belong to (G27). */
record SealedBuyer(Vault vault, JsonMapper json) {

  byte[] seal(Payment.Buyer buyer, String impUid) {
    return vault.seal(json.writeValueAsBytes(buyer), context(impUid));
  }

  Payment.Buyer open(byte[] sealed, String impUid) {
    return json.readValue(vault.open(sealed, context(impUid)), Payment.Buyer.class);
  }

  private static String context(String impUid) {
    return "payment.buyer/" + impUid;
  }
}
