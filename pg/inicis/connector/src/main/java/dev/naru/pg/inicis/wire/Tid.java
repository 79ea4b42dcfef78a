package dev.naru.pg.inicis.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * A transaction id (protocols/inicis.md §2.1).
 *
 * @param prefix channel and method, 10 characters, for example {@code StdpayCARD}
 * @param mid the MID it was given out to
 * @param timestamp yyyyMMddHHmmss, Korea time
 * @param sequence 6 characters
 */
public record Tid(String prefix, String mid, String timestamp, String sequence) {

  /** What a mobile authentication's id begins with: never refundable, never a charge. */
  public static final String MOBILE_AUTHENTICATION = "INIMX_AUTH";

  private static final int LENGTH = 40;

  /** Reads an id; empty where it doesn't have the form of one. */
  public static Optional<Tid> parse(String tid) {
    return tid.length() == LENGTH && tid.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? Optional.of(
            new Tid(
                tid.substring(0, 10),
                tid.substring(10, 20),
                tid.substring(20, 34),
                tid.substring(34)))
        : Optional.empty();
  }

  /** True for the form of a charge's id given out to this MID. */
  public static boolean isChargeOf(String mid, String tid) {
    return parse(tid)
        .filter(id -> id.mid().equals(mid) && !id.prefix().equals(MOBILE_AUTHENTICATION))
        .isPresent();
  }

  /** When it was given out, where its digits are a time. */
  public Optional<Instant> issuedAt() {
    return KoreaTime.read(timestamp);
  }
}
