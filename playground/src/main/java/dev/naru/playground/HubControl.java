package dev.naru.playground;

import dev.naru.hub.merchant.Merchants.Created;
import dev.naru.hub.payment.Unresolved;
import dev.naru.hub.webhook.WebhookHistory;
import dev.naru.hub.work.DueWork;
import dev.naru.playground.shop.Shop;
import dev.naru.sandbox.PlaygroundControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The sandbox's control calls that act on the hub. They wait while the hub is starting. */
final class HubControl implements PlaygroundControl {

  /**
   * How often due work is settled: the second round settles what the first made due, such as the
   * webhook of a settled payment.
   */
  private static final int ROUNDS = 2;

  private final List<CompletableFuture<Hub>> hubs;
  private final CompletableFuture<Hub> hub;
  private final CompletableFuture<Shop> shop;

  HubControl(List<CompletableFuture<Hub>> hubs, CompletableFuture<Shop> shop) {
    this.hubs = hubs;
    this.hub = hubs.getFirst();
    this.shop = shop;
  }

  @Override
  public Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("데모 상점 Shop", shop.join().base().toString());
    places.put("관리자 Console", hub.join().base().resolve("/console").toString());
    places.put("REST API", hub.join().base().resolve("/swagger-ui/index.html").toString());
    return places;
  }

  @Override
  public void settle(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    List<DueWork> all = parts();
    for (int round = 0; round < ROUNDS; round++) {
      for (DueWork part : all) {
        part.settle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    }
  }

  @Override
  public Optional<Instant> nextDue(Instant after) {
    return parts().stream()
        .map(part -> part.nextDue(after))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  private List<DueWork> parts() {
    return hubs.stream()
        .flatMap(node -> node.join().context().getBeanProvider(DueWork.class).orderedStream())
        .toList();
  }

  @Override
  public String putSetting(String name, String value) {
    return merchants().putDemoSetting(name, value);
  }

  @Override
  public Map<String, String> newMerchant(
      List<Map<String, String>> channels, Optional<String> tier) {
    if (tier.isPresent()) {
      throw new IllegalArgumentException("tier: sub-merchants are not supported yet");
    }
    List<TestChannel> wanted = new ArrayList<>();
    for (Map<String, String> channel : channels) {
      wanted.add(TestChannel.described(channel, wanted.isEmpty()));
    }
    Created created = merchants().newMerchant(wanted);
    return Map.of(
        "user_code", created.merchant().userCode(),
        "key", created.apiKey(),
        "secret", created.apiSecret());
  }

  @Override
  public List<Map<String, Object>> unresolved() {
    return cases().list();
  }

  @Override
  public String resolve(String id, Map<String, String> word) {
    return cases().resolve(id, word);
  }

  @Override
  public List<Map<String, Object>> webhooks() {
    return told().newest();
  }

  @Override
  public Map<String, Object> webhook(String id) {
    return told().one(id);
  }

  @Override
  public void resendWebhook(String id) {
    told().resend(id);
  }

  private WebhooksControl told() {
    return new WebhooksControl(hub.join().context().getBean(WebhookHistory.class));
  }

  private UnresolvedControl cases() {
    return new UnresolvedControl(hub.join().context().getBean(Unresolved.class));
  }

  private PlaygroundMerchants merchants() {
    return PlaygroundMerchants.of(hub.join());
  }
}
