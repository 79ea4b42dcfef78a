package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Lines of which each has a hash that covers all before it: who changes one would have to change
 * all that follow. The database makes the hashes (V48, V68), and checks make them anew.
 */
public final class HashChain {

  private HashChain() {}

  /** The hash that the first line follows. */
  public static byte[] start() {
    return new byte[0];
  }

  /** The hash of a line that follows the one with the hash {@code before}. */
  public static byte[] next(byte[] before, String line) {
    byte[] text = line.getBytes(UTF_8);
    return Sha256.of(
        ByteBuffer.allocate(before.length + text.length).put(before).put(text).array());
  }
}
