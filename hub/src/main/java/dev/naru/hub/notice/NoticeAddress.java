package dev.naru.hub.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.vault.Vault;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Makes the address to which a PG's server posts notices of one payment. The address can't be
 * guessed, so whoever sends an unsigned notice to it got the address from the hub through the PG
 * (protocols/mobilians.md §7 item 3).
 */
@Component
public class NoticeAddress {

  private static final int MAC_BYTES = 16;

  private final Vault vault;

  NoticeAddress(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param hub scheme, host and port as the PG reaches the hub
   */
  public URI of(URI hub, String provider, String paymentNumber) {
    return URI.create(
        hub + "/pg/" + provider + "/notice/" + paymentNumber + "." + seal(paymentNumber));
  }

  /** Whether the last segment of an address was made by {@link #of} for this payment. */
  boolean isOurs(String segment, String paymentNumber) {
    byte[] given = segment.getBytes(UTF_8);
    return MessageDigest.isEqual(
        given, (paymentNumber + "." + seal(paymentNumber)).getBytes(UTF_8));
  }

  private String seal(String paymentNumber) {
    byte[] mac = vault.mac(paymentNumber.getBytes(UTF_8), "notice-address");
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, MAC_BYTES));
  }
}
