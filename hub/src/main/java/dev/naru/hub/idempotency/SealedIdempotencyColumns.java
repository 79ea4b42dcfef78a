package dev.naru.hub.idempotency;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedIdempotencyColumns {

  @Bean
  SealedColumn sealedIdempotentAnswer() {
    return new SealedColumn(
        "idempotent_request",
        "answer",
        List.of("merchant_id", "key"),
        "'idempotent_request.answer/' || merchant_id || '/' || key");
  }
}
