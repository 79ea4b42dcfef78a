package dev.naru.hub.checkout;

import dev.naru.hub.channel.Channels;
import dev.naru.hub.merchant.Merchants;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.notice.NoticeAddress;
import dev.naru.hub.payment.Approval;
import dev.naru.hub.payment.CreatePayment;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.web.PublicAddress;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The checkout alone as a real server, with a {@link FakeHub} in place of everything else. */
final class CheckoutServer implements AutoCloseable {

  /** Has no {@code @Configuration}, so that tests of the whole hub don't find it when they scan. */
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import({
    CheckoutAssets.class,
    Checkouts.class,
    NoticeAddress.class,
    OutcomePages.class,
    PageRenderer.class,
    PaymentRequests.class,
    PublicAddress.class,
    ReadyFrame.class,
    RequestPay.class,
    ResultPages.class,
    ReturnLeg.class,
    SdkFiles.class,
    WindowPages.class
  })
  static class Application {}

  private final ConfigurableApplicationContext context;

  CheckoutServer(FakeHub hub, int port, String publicUrl) {
    this.context =
        new SpringApplicationBuilder(Application.class)
            .initializers(fresh -> {
              var beans = fresh.getBeanFactory();
              beans.registerSingleton("hub", hub);
              beans.registerSingleton("vault", new FakeVault());
              beans.registerSingleton("sessions", hub.sessions);
              beans.registerSingleton("time", InstantSource.fixed(FakeHub.NOW));
              beans.registerResolvableDependency(Merchants.class, hub);
              beans.registerResolvableDependency(Tiers.class, new NoTiers());
              beans.registerResolvableDependency(Channels.class, hub);
              beans.registerResolvableDependency(Payments.class, hub);
              beans.registerResolvableDependency(CreatePayment.class, hub);
              beans.registerResolvableDependency(Approval.class, hub);
            })
            // Arguments override the hub's own application.yaml.
            .run(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--naru.public-url=" + publicUrl);
  }

  int port() {
    return Integer.parseInt(
        String.valueOf(context.getEnvironment().getProperty("local.server.port")));
  }

  @Override
  public void close() {
    context.close();
  }
}
