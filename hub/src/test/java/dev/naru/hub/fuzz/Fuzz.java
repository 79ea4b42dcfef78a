package dev.naru.hub.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.naru.hub.fuzz.RawHttp.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends generated requests from many addresses at once, and judges every answer. */
final class Fuzz {

  private static final int WORKERS = 12;

  /** So many requests go over one connection, where nothing is wrong with them. */
  private static final int PER_CONNECTION = 50;

  private static final int MOST_FAULTS = 20;

  /** What only a stack trace or a database's own words have. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat [a-z]|java\\.(lang|util|io)|org\\.(springframework|postgresql|eclipse)|dev\\.naru\\.|"
              + "jakarta\\.|SQLSTATE|Exception|syntax error at or near|violates .* constraint");

  private static final String INTERNAL = "서버 내부 오류";

  private final int perConnection;
  private final Target target;
  private final long seed;
  private final AtomicLong next;
  private final long end;
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();

  /**
   * @param first the number of the first request
   * @param count how many there are
   */
  Fuzz(Target target, long seed, long first, long count) {
    this(target, seed, first, count, PER_CONNECTION);
  }

  /** One of which each connection carries so many requests. */
  Fuzz(Target target, long seed, long first, long count, int perConnection) {
    this.perConnection = perConnection;
    this.target = target;
    this.seed = seed;
    this.next = new AtomicLong(first);
    this.end = first + count;
  }

  /** How many answers of each status there were; {@code closed} where there was none. */
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((status, count) -> all.put(status, count.get()));
    return all;
  }

  /** Sends them all. Returns what was wrong, with the line that repeats it. */
  List<String> run(Consumer<String> progress) {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(Thread.ofVirtual().name("fuzz-" + i).start(() -> work(progress)));
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return List.copyOf(faults);
  }

  private void work(Consumer<String> progress) {
    @Nullable RawHttp connection = null;
    int used = 0;
    try {
      for (long number = next.getAndIncrement();
          number < end && faults.size() < MOST_FAULTS;
          number = next.getAndIncrement()) {
        FuzzRequest request = FuzzRequest.make(target, seed, number);
        if (connection == null || used++ >= perConnection || !request.wellFormed()) {
          close(connection);
          connection = RawHttp.connect(target.hub(), address(number));
          used = 0;
        }
        boolean keeps = judge(connection, number, request);
        if (!keeps || !request.wellFormed()) {
          close(connection);
          connection = null;
        }
        if (number % 10_000 == 9_999) {
          progress.accept("%,d requests: %s".formatted(number + 1, counts()));
        }
      }
    } catch (IOException trouble) {
      faults.add("no connection any more: " + trouble);
    } finally {
      close(connection);
    }
  }

  /** Each request comes from one of many callers, as bounds count by address. */
  private InetAddress address(long number) throws UnknownHostException {
    return InetAddress.getByAddress(
        new byte[] {127, 1, (byte) (number >> 8 & 127), (byte) (1 + (number & 127))});
  }

  private boolean judge(RawHttp connection, long number, FuzzRequest request) {
    Answer answer;
    try {
      answer = connection.exchange(request.bytes(), !request.wellFormed(), request.head());
    } catch (IOException | RuntimeException none) {
      count("closed");
      if (request.wellFormed()) {
        fault(number, request, "no answer: " + none);
      }
      return false;
    }
    count(Integer.toString(answer.status()));
    wrong(request, answer).ifPresent(why -> fault(number, request, why));
    return !answer.closes();
  }

  private void count(String what) {
    counts.computeIfAbsent(what, _ -> new AtomicLong()).incrementAndGet();
  }

  private void fault(long number, FuzzRequest request, String why) {
    faults.add(
        "%s\n  again with: ./naru fuzz --seed %d --first %d --requests 1\n  %s"
            .formatted(why, seed, number, request.shown().replace("\n", "\n  ")));
  }

  static Optional<String> wrong(FuzzRequest request, Answer answer) {
    String body = new String(answer.body(), UTF_8);
    String short_ = body.length() > 500 ? body.substring(0, 500) : body;
    if (answer.status() == 505 && !request.wellFormed()) {
      return Optional.empty(); // Another version of HTTP was asked for.
    }
    if (body.contains(INTERNAL) || answer.status() > 503 || answer.status() == 502) {
      return Optional.of("an internal error, " + answer.status() + ": " + short_);
    }
    if (answer.status() == 503 && !answer.headers().containsKey("retry-after")) {
      return Optional.of("503 without Retry-After: " + short_);
    }
    if (answer.status() == 500 && envelope(answer, body).isPresent()) {
      return Optional.of("500 on a page: " + short_);
    }
    boolean script = answer.contentType().contains("javascript");
    if (!script && INSIDE.matcher(body).find()) {
      return Optional.of("tells what is inside, " + answer.status() + ": " + short_);
    }
    if (body.contains(Target.SENTINEL) && !request.shown().contains(Target.SENTINEL)) {
      return Optional.of("another merchant's data: " + short_);
    }
    if (request.rest() && !request.head() && answer.status() != 204) {
      return envelope(answer, body).map(why -> why + ", " + answer.status() + ": " + short_);
    }
    return Optional.empty();
  }

  private static Optional<String> envelope(Answer answer, String body) {
    if (!answer.contentType().equals("application/json; charset=UTF-8")) {
      return Optional.of("not the envelope's type but " + answer.contentType());
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      return json.has("code") && json.has("message") && json.has("response")
          ? Optional.empty()
          : Optional.of("not the envelope");
    } catch (JacksonException noJson) {
      return Optional.of("not JSON");
    }
  }

  private static void close(@Nullable RawHttp connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException gone) {
      // Then it is closed.
    }
  }
}
