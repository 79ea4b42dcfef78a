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
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The test clock: real time plus an offset that only grows. While it is being advanced it stands
 * still at every stop, so that due work sees the stop's time however long the work takes. The
 * offset is on the disk before it takes effect, so a {@code kill -9} never sets the clock back.
 */
public final class SandboxClock implements InstantSource {

  /** The last year that the clock can reach, because the PGs write years with four digits. */
  private static final int LAST_YEAR = 9999;

  private final Path folder;
  private final InstantSource real;
  private final ReentrantLock advancing = new ReentrantLock();
  private volatile Reading reading;

  /**
   * @param standing the time that the clock shows while it is being advanced; null while it runs.
   *     It is never ahead of real time plus offset, the time that the clock shows after a restart
   */
  private record Reading(Duration offset, @Nullable Instant standing) {}

  private SandboxClock(Path folder, InstantSource real, Duration offset) {
    this.folder = folder;
    this.real = real;
    this.reading = new Reading(offset, null);
  }

  /**
   * Opens the clock whose offset is kept in {@code folder/clock}; without that file the offset is
   * zero.
   *
   * @param folder NARU_HOME; created when missing
   * @param real the real time
   * @throws UncheckedIOException when the file cannot be read or holds no offset
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
   * Stops the clock and begins to move it forward. The duration is added on the Korean calendar:
   * {@code P1M} from the end of January leads to the end of February. Waits until another advance
   * has ended.
   *
   * @param text an ISO-8601 duration: {@code PT30M}, {@code P1M}, {@code P1DT2H}
   * @return the advance, which the calling thread must close; the clock then runs on
   * @throws IllegalArgumentException when the text is no duration, the duration isn't positive, or
   *     the target lies after the year 9999
   */
  Advance advance(String text) {
    advancing.lock();
    try {
      ZonedDateTime now = KoreanTime.at(instant());
      ZonedDateTime then = plus(now, text);
      if (!then.isAfter(now)) {
        throw new IllegalArgumentException("the clock goes forward only: " + text);
      }
      if (then.getYear() > LAST_YEAR) {
        throw new IllegalArgumentException("the clock ends with the year 9999: " + text);
      }
      Advance advance = new Advance(then.toInstant(), offset().plus(Duration.between(now, then)));
      reading = new Reading(offset(), now.toInstant());
      return advance;
    } catch (RuntimeException e) {
      advancing.unlock();
      throw e;
    }
  }

  /** One advance of the clock, from stop to stop. */
  final class Advance implements AutoCloseable {

    private final Instant target;
    private final Duration offsetAtTarget;

    private Advance(Instant target, Duration offsetAtTarget) {
      this.target = target;
      this.offsetAtTarget = offsetAtTarget;
    }

    Instant target() {
      return target;
    }

    /**
     * Moves the clock to a time, where it stands still.
     *
     * @param stop not before the time that the clock shows, and not after the target
     */
    void stopAt(Instant stop) {
      if (stop.isBefore(instant()) || stop.isAfter(target)) {
        throw new IllegalArgumentException("not on the way to " + target + ": " + stop);
      }
      Duration needed = Duration.between(real.instant(), stop);
      Duration moved = needed.compareTo(offset()) > 0 ? needed : offset();
      writeOffset(moved);
      reading = new Reading(moved, stop);
    }

    /** Lets the clock run on from the target plus the real time that the advance has taken. */
    void finish() {
      writeOffset(offsetAtTarget);
      reading = new Reading(offsetAtTarget, null);
    }

    @Override
    public void close() {
      reading = new Reading(offset(), null);
      advancing.unlock();
    }
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

  private void writeOffset(Duration offset) {
    if (offset.equals(offset())) {
      return;
    }
    Path written = folder.resolve("clock.new");
    try (FileChannel file =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(ByteBuffer.wrap((offset + "\n").getBytes(StandardCharsets.US_ASCII)));
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
