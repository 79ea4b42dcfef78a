package dev.naru.hub.vault;

/**
 * Encrypts secret values with authenticated encryption and versioned keys. Sealed bytes are bound
 * to the row that they belong to, so they don't open in another row (G27). Thread-safe.
 */
public interface Vault {

  /**
   * Encrypts a value.
   *
   * @param context names the table, the column and the row, for example {@code
   *     channel.settings/1/7}
   */
  byte[] seal(byte[] plain, String context);

  /**
   * Decrypts a value.
   *
   * @param context the same as when the value was sealed
   * @throws VaultException when the bytes were changed, were sealed with another context, or were
   *     sealed with a key that the key ring doesn't have
   */
  byte[] open(byte[] sealed, String context);

  /**
   * The HMAC-SHA-256 of a value under the vault's key: always the same for the same value and
   * purpose, and impossible to compute without the key.
   *
   * @param purpose keeps digests of different kinds apart, for example {@code api-token}
   */
  byte[] mac(byte[] value, String purpose);

  /** Says that sealed bytes can't be opened; the message names the context and no content. */
  final class VaultException extends RuntimeException {

    /** Only the vault creates this exception. */
    public VaultException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
