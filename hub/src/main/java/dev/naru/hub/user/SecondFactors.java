package dev.naru.hub.user;

import dev.naru.hub.vault.Sha256;
import dev.naru.hub.vault.Vault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The second factor of users who have turned it on: codes of an authenticator, and recovery codes
 * in case it is lost. Every method throws {@link org.springframework.dao.DataAccessException} when
 * the database is away.
 */
public final class SecondFactors {

  private static final int KEY_BYTES = 20;
  private static final int RECOVERY_CODES = 10;

  private final JdbcClient db;
  private final Vault vault;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(JdbcClient db, Vault vault, InstantSource time) {
    this.db = db;
    this.vault = vault;
    this.time = time;
  }

  /** A new key in the form in which users type it into an authenticator; nothing is stored yet. */
  public String newKey() {
    return Totp.base32(bytes(KEY_BYTES));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * Turns the second factor on, if the code fits the key, so that a mistyped key locks nobody out.
   *
   * @param key the result of {@link #newKey}
   * @return the recovery codes, each valid for one sign-in; they can't be read again. Empty if the
   *     code is wrong
   */
  public Optional<List<String>> turnOn(User user, String key, String code) {
    byte[] bytes = Totp.ofBase32(key);
    if (bytes.length != KEY_BYTES || Totp.step(bytes, digits(code), time.instant(), 0).isEmpty()) {
      return Optional.empty();
    }
    db.sql(
            """
            update console_user set totp_sealed = :sealed, totp_step = 0
             where merchant_id = :merchant and id = :id
            """)
        .param("sealed", vault.seal(bytes, context(user)))
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .update();
    forgetRecoveryCodes(user);
    List<String> codes =
        Stream.generate(() -> Totp.base32(bytes(10)).toLowerCase(Locale.ROOT))
            .limit(RECOVERY_CODES)
            .toList();
    for (String each : codes) {
      db.sql(
              """
              insert into console_recovery (merchant_id, user_id, code_hash)
              values (:merchant, :id, :hash)
              """)
          .param("merchant", user.merchantId())
          .param("id", user.id())
          .param("hash", Sha256.of(each))
          .update();
    }
    return Optional.of(codes.stream().map(it -> it.replaceAll("(.{4})(?=.)", "$1-")).toList());
  }

  /** Turns the second factor off, and deletes the recovery codes. */
  public void turnOff(User user) {
    db.sql(
            """
            update console_user set totp_sealed = null
             where merchant_id = :merchant and id = :id
            """)
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .update();
    forgetRecoveryCodes(user);
  }

  private void forgetRecoveryCodes(User user) {
    db.sql("delete from console_recovery where merchant_id = :merchant and user_id = :id")
        .param("merchant", user.merchantId())
        .param("id", user.id())
        .update();
  }

  /**
   * Uses a code up; false unless it is the authenticator's present code or a recovery code that
   * wasn't used before.
   */
  boolean use(User user, String code) {
    String typed = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    return typed.length() == 6 ? useCode(user, typed) : useRecoveryCode(user, typed);
  }

  private static String digits(String code) {
    return code.replaceAll("\\s", "");
  }

  private record Stored(byte[] sealed, long step) {}

  private boolean useCode(User user, String code) {
    Optional<Stored> stored =
        db.sql(
                """
                select totp_sealed, totp_step from console_user
                 where merchant_id = :merchant and id = :id and totp_sealed is not null
                """)
            .param("merchant", user.merchantId())
            .param("id", user.id())
            .query((row, _) -> new Stored(row.getBytes("totp_sealed"), row.getLong("totp_step")))
            .optional();
    if (stored.isEmpty()) {
      return false;
    }
    byte[] key = vault.open(stored.get().sealed(), context(user));
    OptionalLong step = Totp.step(key, code, time.instant(), stored.get().step());
    return step.isPresent()
        // If two requests send one code at the same time, only one gets in.
        && db.sql(
                    """
                    update console_user set totp_step = :step
                     where merchant_id = :merchant and id = :id and totp_step < :step
                    """)
                .param("step", step.getAsLong())
                .param("merchant", user.merchantId())
                .param("id", user.id())
                .update()
            == 1;
  }

  private boolean useRecoveryCode(User user, String code) {
    return db.sql(
                """
                delete from console_recovery
                 where merchant_id = :merchant and user_id = :id and code_hash = :hash
                """)
            .param("merchant", user.merchantId())
            .param("id", user.id())
            .param("hash", Sha256.of(code))
            .update()
        == 1;
  }

  private static String context(User user) {
    return "console_user.totp/" + user.merchantId() + "/" + user.id();
  }
}
