package dev.naru.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * The test clock: real time and an offset that only grows. The offset is on the disk before it
 * takes effect, so a kill -9 never sets the clock back.
 */
public final class SandboxClock implements InstantSource {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

  /** The PGs' wire has four-digit years. */
  private static final int LAST_YEAR = 9999;

  private final Path folder;
  private final InstantSource real;
  private volatile Duration offset;

  private SandboxClock(Path folder, InstantSource real, Duration offset) {
    this.folder = folder;
    this.real = real;
    this.offset = offset;
  }

  /**
   * Opens the clock kept in {@code folder/clock}; without that file the offset is zero.
   *
   * @param folder NARU_HOME; made when missing
   * @throws UncheckedIOException the file cannot be read, or is not a clock's
   */
  public static SandboxClock open(Path folder, InstantSource real) {
    Path file = folder.resolve("clock");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        return new SandboxClock(folder, real, Duration.ZERO);
      }
      return new SandboxClock(folder, real, Duration.parse(Files.readString(file).strip()));
    } catch (DateTimeException e) {
      throw new UncheckedIOException(new IOException("not a clock's offset: " + file, e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    return real.instant().plus(offset);
  }

  /** How far the clock is ahead of real time. */
  public Duration offset() {
    return offset;
  }

  /**
   * Moves the clock forward on the Korean calendar: {@code P1M} from the end of January ends at the
   * end of February.
   *
   * @param text an ISO-8601 duration, also with both parts: {@code PT30M}, {@code P1M}, {@code
   *     P1DT2H}
   * @return the new time
   * @throws IllegalArgumentException it is not one, does not go forward, or leaves the year 9999
   */
  public synchronized Instant advance(String text) {
    ZonedDateTime now = inKorea(instant());
    ZonedDateTime then = plus(now, text);
    if (!then.isAfter(now)) {
      throw new IllegalArgumentException("the clock goes forward only: " + text);
    }
    if (then.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("the clock ends with the year 9999: " + text);
    }
    Duration moved = offset.plus(Duration.between(now, then));
    keep(moved);
    offset = moved;
    return then.toInstant();
  }

  static ZonedDateTime inKorea(Instant instant) {
    return instant.atZone(KOREA);
  }

  private static ZonedDateTime plus(ZonedDateTime now, String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    int time = iso.indexOf('T');
    try {
      Period days = time == 1 ? Period.ZERO : Period.parse(time < 0 ? iso : iso.substring(0, time));
      Duration hours = time < 0 ? Duration.ZERO : Duration.parse("P" + iso.substring(time));
      return now.plus(days).plus(hours);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("not an ISO-8601 duration: " + text, e);
    }
  }

  private void keep(Duration moved) {
    Path written = folder.resolve("clock.new");
    try (FileChannel file =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(ByteBuffer.wrap((moved + "\n").getBytes(StandardCharsets.US_ASCII)));
      file.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      Files.move(written, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
      directory.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
