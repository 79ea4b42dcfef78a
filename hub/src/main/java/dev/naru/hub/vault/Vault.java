package dev.naru.hub.vault;

/**
 * Seals what must be kept secret: AEAD with versioned keys, bound to the row it belongs to, so that
 * sealed bytes moved to another row don't open (G27).
 */
public interface Vault {

  /**
   * @param context names table, column and row, for example {@code channel.settings/1/7}
   */
  byte[] seal(byte[] plain, String context);

  /**
   * @throws VaultException when the bytes were changed or belong elsewhere
   */
  byte[] open(byte[] sealed, String context);

  /** A keyed digest (HMAC-SHA-256) of a value, for tokens that must be made again. */
  byte[] mac(byte[] value, String purpose);

  /** Sealed bytes that don't open. */
  final class VaultException extends RuntimeException {
    public VaultException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
