package dev.naru.hub.checkout;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedCheckoutColumns {

  @Bean
  SealedColumn sealedCheckoutMemo() {
    return new SealedColumn(
        "checkout_session",
        "memo_sealed",
        List.of("merchant_id", "token_hash"),
        "'checkout_session.memo/' || merchant_id || '/' || encode(token_hash, 'hex')");
  }
}
