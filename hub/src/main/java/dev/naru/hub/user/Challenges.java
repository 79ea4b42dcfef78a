package dev.naru.hub.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.vault.Sha256;
import dev.naru.hub.vault.Vault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the challenges that passkeys sign: random bytes with a proof that the hub made them for
 * this browser. The proof is in the challenge, so that nothing is stored for visitors who only look
 * at the sign-in page. A challenge is valid for five minutes and for one answer.
 */
final class Challenges {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int NONCE = 16;
  private static final int BODY = NONCE + Long.BYTES;
  private static final int MAC = 16;

  private final JdbcClient db;
  private final Vault vault;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  Challenges(JdbcClient db, Vault vault, InstantSource time) {
    this.db = db;
    this.vault = vault;
    this.time = time;
  }

  /**
   * A new challenge.
   *
   * @param browser a secret that only this browser's requests carry
   */
  byte[] make(String browser) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] body =
        ByteBuffer.allocate(BODY)
            .put(nonce)
            .putLong(time.instant().plus(LIFETIME).getEpochSecond())
            .array();
    return ByteBuffer.allocate(BODY + MAC).put(body).put(mac(body, browser)).array();
  }

  /** Whether the hub made the challenge for this browser, less than five minutes ago. */
  boolean isOurs(byte[] challenge, String browser) {
    if (challenge.length != BODY + MAC) {
      return false;
    }
    byte[] body = Arrays.copyOf(challenge, BODY);
    return MessageDigest.isEqual(
            mac(body, browser), Arrays.copyOfRange(challenge, BODY, BODY + MAC))
        && end(challenge).isAfter(time.instant());
  }

  /** Marks a challenge as used; false if it was used before. */
  boolean use(byte[] challenge) {
    db.sql("delete from console_challenge where ends_at < :now")
        .param("now", time.instant().atOffset(ZoneOffset.UTC))
        .update();
    return db.sql(
                """
                insert into console_challenge (challenge_hash, ends_at) values (:hash, :end)
                on conflict do nothing
                """)
            .param("hash", Sha256.of(challenge))
            .param("end", end(challenge).atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static Instant end(byte[] challenge) {
    return Instant.ofEpochSecond(ByteBuffer.wrap(challenge, NONCE, Long.BYTES).getLong());
  }

  private byte[] mac(byte[] body, String browser) {
    byte[] who = browser.getBytes(UTF_8);
    byte[] text = ByteBuffer.allocate(body.length + who.length).put(body).put(who).array();
    return Arrays.copyOf(vault.mac(text, "console passkey challenge"), MAC);
  }
}
