package dev.naru.hub.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests what a merchant's developers find of their REST calls. */
class RequestLogTest {

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private final JdbcRequestLog log = hub.bean(JdbcRequestLog.class);

  /** A call is kept after its answer has gone out, so the last ones may still be on their way. */
  private void awaitCall(String path) {
    Instant end = Instant.now().plusSeconds(60);
    do {
      log.write();
      if (calls(false).stream().anyMatch(call -> call.path().equals(path))) {
        return;
      }
      LockSupport.parkNanos(5_000_000);
    } while (Instant.now().isBefore(end));
    throw new AssertionError("no call of " + path + " is kept: " + calls(false));
  }

  private List<ApiRequest> calls(boolean refusedOnly) {
    return log.newest(shop.merchant.id(), null, refusedOnly, 100).stream()
        .map(RequestLog.Entry::request)
        .toList();
  }

  @Test
  void a_call_is_found_by_route_and_payment_without_what_was_sent() {
    String number = shop.paid(3_000);
    shop.get("/payments/" + number);
    shop.get("/subscribe/customers/hong@shop.example");
    shop.get("/paymnts/1234123412341234?card=1234123412341234");

    awaitCall("/paymnts/…");

    List<ApiRequest> calls = calls(false);
    assertThat(calls)
        .anySatisfy(call -> {
          assertThat(call.method()).isEqualTo("GET");
          assertThat(call.path()).startsWith("/payments/{");
          assertThat(call.status()).isEqualTo(200);
          assertThat(call.code()).isZero();
          assertThat(call.paymentNumber()).isEqualTo(number);
          assertThat(call.isRefused()).isFalse();
        });
    assertThat(calls(true))
        .extracting(ApiRequest::path)
        .contains("/paymnts/…")
        .anyMatch(path -> path.startsWith("/subscribe/customers/{"));
    assertThat(calls.toString()).doesNotContain("hong@shop", "1234123412341234", "card=");
    assertThat(log.newest(hub.newShop().merchant.id(), null, false, 10)).isEmpty();
  }

  @Test
  void what_is_too_much_is_dropped_and_counted_and_a_database_that_is_away_holds_nobody_up() {
    JdbcClient away = JdbcClient.create(new NoDatabase());
    JdbcRequestLog full = new JdbcRequestLog(away, InstantSource.system());
    for (int i = 0; i < JdbcRequestLog.MOST_WAITING + 7; i++) {
      full.add(call());
    }
    assertThat(full.dropped()).isEqualTo(7);
    full.write();
    assertThat(full.dropped()).isEqualTo(7 + JdbcRequestLog.A_WRITE);
    full.add(call());
    assertThat(full.dropped()).isEqualTo(7 + JdbcRequestLog.A_WRITE);
  }

  private ApiRequest call() {
    return new ApiRequest(shop.merchant.id(), Instant.EPOCH, "GET", "/payments", 200, 0, null, 1);
  }

  @Test
  void pages_follow_one_another() {
    for (int i = 0; i < 3; i++) {
      shop.get("/payments/imp_00000000000" + i);
    }
    // The client sends one after the other, on a connection that it keeps.
    shop.get("/paymnts");
    awaitCall("/paymnts");
    RequestLog.Entry newest = log.newest(shop.merchant.id(), null, false, 1).getFirst();
    List<RequestLog.Entry> older = log.newest(shop.merchant.id(), newest.id(), false, 10);
    assertThat(older).hasSizeGreaterThanOrEqualTo(2).doesNotContain(newest);
    assertThat(older).extracting(RequestLog.Entry::id).isSortedAccordingTo(this::newestFirst);
  }

  private int newestFirst(UUID one, UUID other) {
    return other.toString().compareTo(one.toString());
  }

  /** Refuses every connection. */
  private static final class NoDatabase
      extends org.springframework.jdbc.datasource.AbstractDataSource {
    @Override
    public java.sql.Connection getConnection() throws java.sql.SQLException {
      throw new java.sql.SQLException("away");
    }

    @Override
    public java.sql.Connection getConnection(String user, String password)
        throws java.sql.SQLException {
      throw new java.sql.SQLException("away");
    }
  }
}
