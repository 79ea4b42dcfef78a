package dev.naru.hub.webhook;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedWebhookColumns {

  @Bean
  SealedColumn sealedWebhookSecret() {
    return new SealedColumn(
        "webhook_secret",
        "sealed",
        List.of("merchant_id", "id"),
        "'webhook_secret.sealed/' || merchant_id || '/' || id");
  }
}
