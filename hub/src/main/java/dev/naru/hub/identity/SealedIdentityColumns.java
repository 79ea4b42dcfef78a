package dev.naru.hub.identity;

import dev.naru.hub.vault.SealedColumn;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the columns that this module seals, for the rotation of keys. */
@Configuration(proxyBeanMethods = false)
class SealedIdentityColumns {

  @Bean
  SealedColumn sealedCertificationPerson() {
    return new SealedColumn(
        "certification",
        "person_sealed",
        List.of("merchant_id", "certification_number"),
        "'certification.person/' || merchant_id || '/' || certification_number");
  }
}
