package dev.naru.pg.inicis.wire;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A transaction id of KG INICIS (protocols/inicis.md §2.1).
 *
 * @param prefix service and method, 10 characters, for example {@code StdpayCARD}
 * @param mid the MID that the id was issued to
 * @param timestamp {@code yyyyMMddHHmmss} in Korean time
 * @param sequence 6 characters
 */
public record Tid(String prefix, String mid, String timestamp, String sequence) {

  /**
   * The prefix of a mobile authentication's id, which identifies no charge and can't be refunded.
   */
  public static final String MOBILE_AUTHENTICATION = "INIMX_AUTH";

  private static final int LENGTH = 40;

  /** Parses an id; empty when the text doesn't have the form of one. */
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

  /** Whether the id has the form of a charge of this MID. */
  public static boolean isChargeOf(String mid, String tid) {
    return parse(tid)
        .filter(id -> id.mid().equals(mid) && !id.prefix().equals(MOBILE_AUTHENTICATION))
        .isPresent();
  }

  /** The time at which the id was issued; empty when its digits aren't a time. */
  public Optional<Instant> issuedAt() {
    return KoreaTime.read(timestamp);
  }

  /**
   * The PG's time; if that is unreadable, the time in the transaction id; and if that is unreadable
   * too, the hub's time.
   *
   * @param time {@code yyyyMMddHHmmss} as the PG sent it
   */
  public static Instant chargedAt(String time, String tid, InstantSource clock) {
    return KoreaTime.read(time)
        .or(() -> parse(tid).flatMap(Tid::issuedAt))
        .orElseGet(clock::instant);
  }
}
