package dev.naru.hub.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A {@link Vault} made with Google Tink; the context is the AEAD's associated data. */
final class TinkVault implements Vault {

  /**
   * Threads that seal for callers on virtual threads. Tink keeps its random source per thread, and
   * to make one it searches all jars for a library that isn't there. On a virtual thread, which
   * lives for one request, that takes ten times as long as the sealing.
   */
  private static final ExecutorService SEALERS =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("seal-", 0).daemon().factory());

  private final RingInUse ring;
  private volatile Keys keys;

  TinkVault(RingInUse ring) {
    this.ring = ring;
    this.keys = Keys.of(ring.now());
  }

  /** A vault whose keys never change. */
  TinkVault(KeyRing keys) {
    this(RingInUse.fixed(keys));
  }

  /** A ring with the objects that seal, open and sign with it; they are made once for each ring. */
  private record Keys(KeyRing ring, Aead aead, Mac mac) {
    static Keys of(KeyRing ring) {
      try {
        return new Keys(ring, ring.aead(), ring.mac());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the key ring has keys that this Java can't use", e);
      }
    }
  }

  private Keys keysOf(KeyRing current) {
    Keys used = keys;
    if (used.ring() != current) {
      used = Keys.of(current);
      keys = used;
    }
    return used;
  }

  @Override
  public byte[] seal(byte[] plain, String context) {
    if (!Thread.currentThread().isVirtual()) {
      return sealHere(plain, context);
    }
    try {
      return CompletableFuture.supplyAsync(() -> sealHere(plain, context), SEALERS).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private byte[] sealHere(byte[] plain, String context) {
    try {
      return keysOf(ring.now()).aead().encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new VaultException("could not seal " + context, e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    byte[] bound = context.getBytes(StandardCharsets.UTF_8);
    try {
      KeyRing current = ring.now();
      // The key was added elsewhere since this ring was read.
      boolean known = current.sealingKeys().contains(KeyRing.keyOf(sealed));
      return keysOf(known ? current : ring.readAgain()).aead().decrypt(sealed, bound);
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          context
              + " doesn't open: it was changed, moved, or sealed with a key that isn't in the"
              + " key ring",
          e);
    }
  }

  @Override
  public byte[] mac(byte[] value, String purpose) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    // The length in front makes different messages of ("ab", "c") and ("a", "bc").
    ByteBuffer message = ByteBuffer.allocate(4 + name.length + value.length);
    message.putInt(name.length).put(name).put(value);
    try {
      return keysOf(ring.now()).mac().computeMac(message.array());
    } catch (GeneralSecurityException e) {
      throw new VaultException("could not make a digest for " + purpose, e);
    }
  }
}
