package dev.naru.hub.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What a hub leaves behind: every row of its database, and what it logs while this is open. */
public final class Traces implements AutoCloseable {

  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.naru.hub");

  private final World world;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final @Nullable Level before = OURS.getLevel();

  public Traces(World world) {
    this.world = world;
    log.start();
    ROOT.addAppender(log);
    // Nobody is to regret having looked closer.
    OURS.setLevel(Level.TRACE);
  }

  /** Every line logged until now, with its causes and their stacks. */
  public List<String> logged() {
    return List.copyOf(log.list).stream().map(Traces::whole).toList();
  }

  private static String whole(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  /** {@code table: row} of every row of every table, bytes as hexadecimal. */
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    List<String> tables =
        world
            .db()
            .sql(
                """
                select table_name from information_schema.tables
                 where table_schema = 'public' and table_type = 'BASE TABLE'
                """)
            .query((row, number) -> row.getString(1))
            .list();
    for (String table : tables) {
      world
          .db()
          .sql("select t::text from \"" + table + "\" t")
          .query((row, number) -> row.getString(1))
          .list()
          .forEach(row -> rows.add(table + ": " + row));
    }
    return rows;
  }

  /**
   * The lines that show one of these, as it is or, as in a bytea column, in hexadecimal. A short
   * number counts only where it stands alone, and not behind a point: random digits contain it now
   * and then, and so do the fractions of a second.
   */
  public static List<String> showing(List<String> lines, List<String> secrets) {
    List<Pattern> needles =
        secrets.stream()
            .flatMap(secret -> Stream.of(secret, HexFormat.of().formatHex(secret.getBytes(UTF_8))))
            .map(text ->
                text.matches("[0-9]{1,8}")
                    ? Pattern.compile("(?<![0-9a-f.])" + text + "(?![0-9a-f])")
                    : Pattern.compile(Pattern.quote(text)))
            .toList();
    return lines.stream()
        .filter(line -> needles.stream().anyMatch(needle -> needle.matcher(line).find()))
        .toList();
  }

  @Override
  public void close() {
    ROOT.detachAppender(log);
    OURS.setLevel(before);
  }
}
