package dev.naru.hub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.naru.hub.log.Traces;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.vault.Vault;
import dev.naru.hub.work.WorkConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class WebhookConfigurationTest {

  @Test
  void the_dispatcher_runs_from_start_to_stop_and_is_woken_by_the_outbox() throws Exception {
    try (HikariDataSource pool = WebhookDatabase.create();
        Shops shops = new Shops();
        AnnotationConfigApplicationContext hub = new AnnotationConfigApplicationContext()) {
      hub.registerBean(DataSource.class, () -> pool, bean -> bean.setDestroyMethodName(""));
      hub.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
      hub.registerBean(InstantSource.class, InstantSource::system);
      hub.registerBean(Merchants.class, () -> shops);
      hub.registerBean(Vault.class, OpenVault::new);
      hub.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
      hub.registerBean(Traces.class, () -> Traces.NONE);
      hub.register(WebhookConfiguration.class, WorkConfiguration.class);
      hub.refresh();
      Merchant shop = shops.merchant(1, "/shop");
      Outbox outbox = hub.getBean(Outbox.class);
      WebhookEvent event = new WebhookEvent("imp_1", "o", "paid", null, List.of(), true);
      List<WebhookTaskRow> rows = outbox.tasksFor(shop, event);
      WebhookDatabase.insert(JdbcClient.create(pool), shop.id(), "imp_1", rows);
      outbox.wakeFor(rows);
      assertThat(shops.awaitArrivals(1)).isTrue();
      WebhookDispatcher dispatcher = hub.getBean(WebhookDispatcher.class);
      assertThat(dispatcher.settle(Duration.ofSeconds(60))).isTrue();
      hub.stop();
      assertThat(dispatcher.isRunning()).isFalse();
      assertThat(dispatcher.settle(Duration.ofSeconds(20))).isFalse();
      hub.start();
      WebhookDatabase.insert(
          JdbcClient.create(pool), shop.id(), "imp_1", outbox.tasksFor(shop, event));
      assertThat(shops.awaitArrivals(1)).as("started again").isTrue();
    }
  }
}
