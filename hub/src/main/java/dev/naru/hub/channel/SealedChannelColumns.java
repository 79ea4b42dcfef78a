package dev.naru.hub.channel;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedChannelColumns {

  @Bean
  SealedColumn sealedChannelSettings() {
    return new SealedColumn(
        "channel",
        "settings_sealed",
        List.of("merchant_id", "id"),
        "'channel.settings/' || merchant_id || '/' || id");
  }
}
