package dev.naru.hub.v1;

import dev.naru.hub.billing.BillingKeys;
import dev.naru.hub.billing.KeyCharges;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.escrow.Deliveries;
import dev.naru.hub.idempotency.IdempotentRequests;
import dev.naru.hub.identity.Certifications;
import dev.naru.hub.merchant.Tiers;
import dev.naru.hub.merchant.Tokens;
import dev.naru.hub.payment.AskSoon;
import dev.naru.hub.payment.Cancellation;
import dev.naru.hub.payment.KeyPayments;
import dev.naru.hub.payment.PaymentLists;
import dev.naru.hub.payment.Payments;
import dev.naru.hub.payment.PreparedAmounts;
import dev.naru.hub.payment.VirtualAccounts;
import dev.naru.hub.receipt.Receipts;
import dev.naru.hub.requestlog.ApiRequest;
import dev.naru.hub.requestlog.RequestLog;
import dev.naru.hub.schedule.Schedules;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * V1 alone on a real server, with fakes of the modules it uses and a neighbour in the checkout's
 * place. It has no {@code @Configuration}, so that tests of the whole hub don't find it when they
 * scan.
 */
@EnableAutoConfiguration(
    exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ComponentScan
class V1Application {

  @Bean
  FakeHub hub() {
    return new FakeHub();
  }

  @Bean
  Tokens tokens(FakeHub hub) {
    return hub.new MemoryTokens();
  }

  @Bean
  Payments payments(FakeHub hub) {
    return hub.new MemoryPayments();
  }

  @Bean
  AskSoon askSoon() {
    return (merchantId, paymentNumber) -> {};
  }

  @Bean
  Tiers tiers() {
    return notUsed(Tiers.class);
  }

  @Bean
  PaymentLists paymentLists() {
    return notUsed(PaymentLists.class);
  }

  @Bean
  VirtualAccounts virtualAccounts() {
    return notUsed(VirtualAccounts.class);
  }

  @Bean
  Receipts receipts() {
    return notUsed(Receipts.class);
  }

  @Bean
  Deliveries deliveries() {
    return notUsed(Deliveries.class);
  }

  @Bean
  Certifications certifications() {
    return notUsed(Certifications.class);
  }

  @Bean
  InstantSource time() {
    return InstantSource.fixed(FakeHub.NOW);
  }

  /** Of a module that only tests of the whole hub use. */
  private static <T> T notUsed(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.toString());
            }));
  }

  @Bean
  Cancellation cancellation(FakeHub hub) {
    return hub.new RecordedCancels();
  }

  @Bean
  PreparedAmounts preparedAmounts(FakeHub hub) {
    return hub.new MemoryPrepared();
  }

  @Bean
  Channels channels(FakeHub hub) {
    return hub.new MemoryChannels();
  }

  @Bean
  FakeBilling billing() {
    return new FakeBilling();
  }

  @Bean
  KeyCharges keyCharges(FakeBilling billing) {
    return billing.new RecordedCharges();
  }

  @Bean
  BillingKeys billingKeys(FakeBilling billing) {
    return billing.new MemoryKeys();
  }

  @Bean
  KeyPayments keyPayments(FakeBilling billing) {
    return billing.new MemoryKeyPayments();
  }

  @Bean
  Schedules schedules(FakeBilling billing) {
    return billing.new MemorySchedules();
  }

  @Bean
  IdempotentRequests idempotentRequests() {
    return notUsed(IdempotentRequests.class);
  }

  /** Keeps nothing. */
  @Bean
  RequestLog requestLog() {
    return new RequestLog() {
      @Override
      public void add(ApiRequest request) {}

      @Override
      public List<Entry> newest(
          long merchantId, @Nullable UUID before, boolean refusedOnly, int limit) {
        return List.of();
      }
    };
  }

  /** Answers at paths that don't belong to V1. */
  @TestComponent
  @Controller
  static class Neighbour {

    @GetMapping("/payments/success")
    @ResponseBody
    String success() {
      return "<p>a page</p>";
    }

    @GetMapping("/checkout/broken")
    void broken(HttpServletResponse response) throws IOException {
      response.sendError(410);
    }
  }
}
