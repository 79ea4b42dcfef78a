package dev.naru.hub.vault;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Provides the vault, with the keys of {@code NARU_KEYRING} or else of the data folder. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

  @Bean
  Vault vault(Environment environment) {
    String ring = environment.getProperty("naru.keyring", "");
    return new TinkVault(
        ring.isBlank()
            ? KeyRingFile.loadOrCreate(
                Path.of(environment.getProperty("naru.home", ".naru"), "keys", "keyring.json"))
            : KeyRingFile.fromBase64(ring));
  }
}
