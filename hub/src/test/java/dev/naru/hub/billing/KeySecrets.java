package dev.naru.hub.billing;

import dev.naru.hub.testing.RunningHub;
import java.util.Map;

/** What the hub keeps sealed of a key, for tests that must know it. */
public final class KeySecrets {

  private KeySecrets() {}

  public static Map<String, String> of(RunningHub hub, long merchantId, String customerKey) {
    BillingKeyRepository keys = hub.bean(BillingKeyRepository.class);
    return keys.open(keys.find(merchantId, customerKey).orElseThrow().own()).secret();
  }
}
