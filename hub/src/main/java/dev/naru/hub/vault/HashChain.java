package dev.naru.hub.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * Computes the hashes of a chain of lines. Each hash covers its line and all lines before, so that
 * whoever changes a line must change all that follow. The database computes the hashes (V48, V68),
 * and checks compute them again here.
 */
public final class HashChain {

  private HashChain() {}

  /** The start value, which stands in place of a hash before the first line. */
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
