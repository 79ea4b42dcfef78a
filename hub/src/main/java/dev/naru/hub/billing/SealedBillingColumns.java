package dev.naru.hub.billing;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedBillingColumns {

  @Bean
  SealedColumn sealedBillingKey() {
    return new SealedColumn(
        "billing_key",
        "key_sealed",
        List.of("merchant_id", "customer_key"),
        "'billing.key/' || merchant_id || '/' || customer_key");
  }

  @Bean
  SealedColumn sealedBillingHolder() {
    return new SealedColumn(
        "billing_key",
        "holder_sealed",
        List.of("merchant_id", "customer_key"),
        "'billing.holder/' || merchant_id || '/' || customer_key");
  }

  /**
   * The column of unproved keys, which are sealed to the row in {@code billing_key} that they will
   * have once they are proved.
   */
  @Bean
  SealedColumn sealedUnprovedKey() {
    return new SealedColumn(
        "unproved_key",
        "key_sealed",
        List.of("merchant_id", "customer_key", "issued_by"),
        "'billing.key/' || merchant_id || '/' || customer_key");
  }
}
