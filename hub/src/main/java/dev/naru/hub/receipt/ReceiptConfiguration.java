package dev.naru.hub.receipt;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.payment.Payments;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the receipt module. */
@Configuration(proxyBeanMethods = false)
class ReceiptConfiguration {

  @Bean
  Receipts receipts(JdbcClient db, Payments payments, Channels channels, InstantSource time) {
    return new ReceiptService(new ReceiptRepository(db), payments, channels, time);
  }
}
