package dev.naru.hub.channel;

import dev.naru.hub.vault.Vault;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the channels. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  JdbcChannels channels(
      JdbcClient db,
      Vault vault,
      Connectors connectors,
      InstantSource time,
      JsonMapper json,
      @Value("${naru.sandbox-url:}") String sandboxUrl) {
    return new JdbcChannels(
        db, vault, connectors, time, json, sandboxUrl.isEmpty() ? null : URI.create(sandboxUrl));
  }
}
