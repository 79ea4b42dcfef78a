package dev.naru.pg.inicis.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads and writes {@code yyyyMMddHHmmss} in Korean time, whatever the machine's zone is
 * (protocols/inicis.md §2.2).
 */
public final class KoreaTime {
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private KoreaTime() {}

  public static String write(Instant time) {
    return FORMAT.format(time.atZone(KOREA));
  }

  /** The date and time in Korea at this instant. */
  public static LocalDateTime local(Instant time) {
    return LocalDateTime.ofInstant(time, KOREA);
  }

  /** The instant; empty when the text isn't such a time. */
  public static Optional<Instant> read(String text) {
    return readLocal(text).map(local -> local.atZone(KOREA).toInstant());
  }

  /** Reads the same form as {@link #read}, as date and time in Korea. */
  public static Optional<LocalDateTime> readLocal(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, FORMAT));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
