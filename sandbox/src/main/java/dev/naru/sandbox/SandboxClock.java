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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The test clock: real time and an offset that only grows. While somebody walks it forward, it
 * stands still at every stop, so that what is due there runs at that time however long it takes.
 * The offset is on the disk before it takes effect, so a kill -9 never sets the clock back.
 */
public final class SandboxClock implements InstantSource {

  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

  /** The PGs' wire has four-digit years. */
  private static final int LAST_YEAR = 9999;

  private final Path folder;
  private final InstantSource real;
  private final ReentrantLock walking = new ReentrantLock();
  private volatile Reading reading;

  /**
   * @param standing the time it shows while it is walked forward; null while it runs. It is never
   *     ahead of real time and offset, which a restart would show
   */
  private record Reading(Duration offset, @Nullable Instant standing) {}

  private SandboxClock(Path folder, InstantSource real, Duration offset) {
    this.folder = folder;
    this.real = real;
    this.reading = new Reading(offset, null);
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
    Reading now = reading;
    return now.standing() == null ? real.instant().plus(now.offset()) : now.standing();
  }

  /** How far the clock is ahead of real time. */
  public Duration offset() {
    return reading.offset();
  }

  /**
   * Stops the clock, to be walked forward on the Korean calendar: {@code P1M} from the end of
   * January ends at the end of February. Waits for another walk's end.
   *
   * @param text an ISO-8601 duration, also with both parts: {@code PT30M}, {@code P1M}, {@code
   *     P1DT2H}
   * @return its end lets the clock run on, by the thread that began it
   * @throws IllegalArgumentException it is not one, does not go forward, or leaves the year 9999
   */
  Walk begin(String text) {
    walking.lock();
    try {
      ZonedDateTime now = inKorea(instant());
      ZonedDateTime then = plus(now, text);
      if (!then.isAfter(now)) {
        throw new IllegalArgumentException("the clock goes forward only: " + text);
      }
      if (then.getYear() > LAST_YEAR) {
        throw new IllegalArgumentException("the clock ends with the year 9999: " + text);
      }
      Walk walk = new Walk(then.toInstant(), offset().plus(Duration.between(now, then)));
      reading = new Reading(offset(), now.toInstant());
      return walk;
    } catch (RuntimeException e) {
      walking.unlock();
      throw e;
    }
  }

  /** One move of the clock, from stop to stop. */
  final class Walk implements AutoCloseable {

    private final Instant target;
    private final Duration offsetThere;

    private Walk(Instant target, Duration offsetThere) {
      this.target = target;
      this.offsetThere = offsetThere;
    }

    Instant target() {
      return target;
    }

    /**
     * Goes to that time and stands there.
     *
     * @param stop not before where it stands, and not after the target
     */
    void standAt(Instant stop) {
      if (stop.isBefore(instant()) || stop.isAfter(target)) {
        throw new IllegalArgumentException("not on the way to " + target + ": " + stop);
      }
      Duration needed = Duration.between(real.instant(), stop);
      Duration moved = needed.compareTo(offset()) > 0 ? needed : offset();
      keepGrown(moved);
      reading = new Reading(moved, stop);
    }

    /** Goes to the target and runs on: the real time that the way has taken has passed as well. */
    void arrive() {
      keepGrown(offsetThere);
      reading = new Reading(offsetThere, null);
    }

    @Override
    public void close() {
      reading = new Reading(offset(), null);
      walking.unlock();
    }
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

  private void keepGrown(Duration moved) {
    if (moved.equals(offset())) {
      return;
    }
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
