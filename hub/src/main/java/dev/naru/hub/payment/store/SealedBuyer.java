package dev.naru.hub.payment.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.payment.BuyerWord;
import dev.naru.hub.payment.Payment;
import dev.naru.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The buyer's personal data, sealed to the payment they belong to (G27), and digests by which a
 * merchant finds its payments of a buyer. A digest reveals nothing without the key ring, and
 * differs between merchants.
 */
public record SealedBuyer(Vault vault, JsonMapper json) {

  /**
   * A buyer as the database keeps them.
   *
   * @param digests digests of the known values of name, e-mail and telephone number, as the text of
   *     a {@code bigint[]}
   */
  public record Kept(byte[] sealed, String digests) {
    @Override
    public String toString() {
      return "Kept[hidden]";
    }
  }

  public Kept keep(Payment.Buyer buyer, long merchantId, String paymentNumber) {
    String digests =
        BuyerWord.of(buyer).stream()
            .map(word -> String.valueOf(digest(merchantId, word)))
            .collect(Collectors.joining(",", "{", "}"));
    byte[] sealed = vault.seal(json.writeValueAsBytes(buyer), context(paymentNumber));
    return new Kept(sealed, digests);
  }

  /** The digest by which payments of this buyer are found. */
  long digest(long merchantId, BuyerWord word) {
    byte[] mac = vault.mac(word.text().getBytes(UTF_8), "payment.buyer/" + merchantId);
    return ByteBuffer.wrap(mac).getLong();
  }

  public Payment.Buyer open(byte[] sealed, String paymentNumber) {
    return json.readValue(vault.open(sealed, context(paymentNumber)), Payment.Buyer.class);
  }

  private static String context(String paymentNumber) {
    return "payment.buyer/" + paymentNumber;
  }
}
