package dev.naru.hub.payment;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedPaymentColumns {

  @Bean
  SealedColumn sealedPaymentBuyer() {
    return new SealedColumn(
        "payment",
        "buyer_sealed",
        List.of("merchant_id", "payment_number"),
        "'payment.buyer/' || payment_number");
  }

  @Bean
  SealedColumn sealedAttemptProof() {
    return new SealedColumn(
        "attempt", "proof_sealed", List.of("merchant_id", "id"), "'attempt.proof/' || id");
  }
}
