package dev.naru.hub.schedule;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedScheduleColumns {

  @Bean
  SealedColumn sealedScheduleBuyer() {
    return new SealedColumn(
        "schedule", "buyer_sealed", List.of("merchant_id", "id"), "'schedule.buyer/' || seal_id");
  }
}
