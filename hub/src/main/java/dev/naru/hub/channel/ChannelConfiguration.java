package dev.naru.hub.channel;

import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.server.TrustedProxies;
import dev.naru.hub.vault.Vault;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Provides the channels. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  LiveRules liveRules(
      InstantSource time,
      MerchantAdministration merchants,
      @Value("${naru.public-url:http://localhost:8080}") String publicUrl,
      @Value("${naru.sandbox-url:}") String sandboxUrl,
      @Value("${naru.server.trusted-proxies:}") String trustedProxies) {
    return new LiveRules(
        publicUrl,
        time,
        merchants::hasDemoKeys,
        address(sandboxUrl),
        TrustedProxies.haveStrangers(List.of(trustedProxies.split(","))));
  }

  @Bean
  JdbcChannels channels(
      JdbcClient db,
      Vault vault,
      Connectors connectors,
      InstantSource time,
      JsonMapper json,
      LiveRules rules,
      @Value("${naru.sandbox-url:}") String sandboxUrl) {
    return new JdbcChannels(db, vault, connectors, time, json, address(sandboxUrl), rules);
  }

  @Bean
  ChannelEditor channelEditor(Channels channels, ChannelAdministration administration) {
    return new ChannelEditor(channels, administration);
  }

  @Bean
  ChannelCheck channelCheck(
      Channels channels,
      ChannelAdministration administration,
      Merchants merchants,
      @Value("${naru.public-url:http://localhost:8080}") String publicUrl) {
    return new ChannelCheck(channels, administration, merchants, URI.create(publicUrl));
  }

  @Bean
  LiveStart liveStart(JdbcChannels channels, Connectors connectors, LiveRules rules) {
    return new LiveStart(() -> channels.stored(null), connectors, rules);
  }

  private static @Nullable URI address(String url) {
    return url.isEmpty() ? null : URI.create(url);
  }
}
