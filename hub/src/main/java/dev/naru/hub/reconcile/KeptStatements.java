package dev.naru.hub.reconcile;

import dev.naru.hub.channel.Channel;
import dev.naru.hub.channel.Channels;
import dev.naru.hub.channel.PgCaller;
import dev.naru.hub.database.TimeOrderedIds;
import dev.naru.hub.payment.AskSoon;
import dev.naru.hub.payment.PaymentNumbers;
import dev.naru.hub.payment.ToldCharges;
import dev.naru.hub.payment.ToldCharges.Told;
import dev.naru.hub.reconcile.Matching.Subject;
import dev.naru.hub.reconcile.Matching.Unknown;
import dev.naru.hub.reconcile.StatementRows.Brought;
import dev.naru.hub.time.Korea;
import dev.naru.hub.vault.Sha256;
import dev.naru.pg.spi.GivesStatements;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.Obtained;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches or reads lists, stores them and has them compared with the book. */
final class KeptStatements implements PgStatements {

  private static final Logger log = LoggerFactory.getLogger(KeptStatements.class);

  private final Channels channels;
  private final StatementRows rows;
  private final Matching matching;
  private final DifferenceRows differences;
  private final AskSoon askSoon;
  private final ToldCharges toldCharges;
  private final PaymentNumbers numbers;
  private final InstantSource time;
  private final TimeOrderedIds ids;

  KeptStatements(
      Channels channels,
      StatementRows rows,
      DifferenceRows differences,
      AskSoon askSoon,
      ToldCharges toldCharges,
      PaymentNumbers numbers,
      InstantSource time) {
    this.channels = channels;
    this.rows = rows;
    this.matching = new Matching(rows.db(), time);
    this.differences = differences;
    this.askSoon = askSoon;
    this.toldCharges = toldCharges;
    this.numbers = numbers;
    this.time = time;
    this.ids = new TimeOrderedIds(time);
  }

  @Override
  public List<StatementForm> forms(long merchantId, long channelId) {
    return channels
        .byId(merchantId, channelId)
        .flatMap(channel -> channel.able(GivesStatements.class))
        .map(GivesStatements::statementForms)
        .orElse(List.of());
  }

  private StatementForm form(Channel channel, String code) {
    return channel.able(GivesStatements.class).stream()
        .flatMap(pg -> pg.statementForms().stream())
        .filter(form -> form.code().equals(code))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s has no list '%s'".formatted(channel.provider(), code)));
  }

  private Channel channel(long merchantId, long channelId) {
    return channels
        .byId(merchantId, channelId)
        .orElseThrow(() -> new IllegalArgumentException("no channel " + channelId));
  }

  /** Opens a list's bytes; can be called more than once. */
  private interface Source {
    InputStream open() throws IOException;
  }

  @Override
  public Outcome fetch(long merchantId, long channelId, String code, LocalDate day, String who) {
    Channel channel = channel(merchantId, channelId);
    StatementForm form = form(channel, code);
    if (!form.called()) {
      throw new IllegalArgumentException(
          "%s can't be asked for '%s': bring it as a file".formatted(channel.provider(), code));
    }
    Obtained obtained =
        PgCaller.ofMerchant(
            merchantId,
            () -> channel.pg(GivesStatements.class).obtainStatement(channel.config(), form, day));
    return switch (obtained) {
      case Obtained.Bytes(byte[] raw) -> {
        Brought list = brought(channel, form, day, Sha256.of(raw), "FETCHED", who);
        try {
          yield kept(list, () -> new ByteArrayInputStream(raw), _ -> {});
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case Obtained.Nothing _ ->
          nothing(brought(channel, form, day, Sha256.of("nothing"), "FETCHED", who));
      case Obtained.Refused(String refusal) -> new Outcome.Refused(refusal);
      case Obtained.NotConfigured(String setting) -> new Outcome.NotConfigured(setting);
      case Obtained.Unclear(String why) -> new Outcome.Unclear(why);
    };
  }

  @Override
  public Outcome read(
      long merchantId,
      long channelId,
      String code,
      LocalDate day,
      Path file,
      String who,
      LongConsumer progress)
      throws IOException {
    Channel channel = channel(merchantId, channelId);
    StatementForm form = form(channel, code);
    return kept(
        brought(channel, form, day, digest(file), "FILE", who),
        () -> Files.newInputStream(file),
        progress);
  }

  private Brought brought(
      Channel channel,
      StatementForm form,
      LocalDate day,
      byte[] digest,
      String source,
      String who) {
    return new Brought(ids.next(), channel, form, day, digest, source, who, time.instant());
  }

  private static byte[] digest(Path file) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return in.getMessageDigest().digest();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Handles the answer "no data". A PG gives it also for a day whose list isn't ready yet, so it is
   * believed only a whole day after that day's end (protocols/reconciliation.md §9.3).
   */
  private Outcome nothing(Brought list) {
    if (list.form().kind() == Kind.PAYOUTS
        || time.instant().isBefore(list.day().plusDays(2).atStartOfDay(Korea.ZONE).toInstant())) {
      return new Outcome.Nothing();
    }
    Optional<Statement> before = rows.withBytes(list);
    Statement empty =
        before.orElseGet(() -> {
          rows.keepEmpty(list);
          return rows.find(list.channel().merchantId(), list.id()).orElseThrow();
        });
    compare(empty);
    return new Outcome.Read(empty, open(empty));
  }

  private Outcome kept(Brought list, Source source, LongConsumer progress) throws IOException {
    Optional<Statement> before = rows.withBytes(list);
    if (before.isPresent()) {
      compare(before.get());
      return new Outcome.AlreadyRead(before.get(), open(before.get()));
    }
    try (InputStream raw = source.open()) {
      rows.keep(list, raw, progress);
    } catch (UnreadableStatementException unreadable) {
      String why = String.valueOf(unreadable.getMessage());
      rows.refuse(list, "line %d: %s".formatted(unreadable.line(), why));
      log.warn(
          "the list {} of {} of {} can't be believed: line {}: {}",
          list.form().code(),
          list.day(),
          list.channel().config().mid(),
          unreadable.line(),
          why);
      return new Outcome.Unreadable(unreadable.line(), why);
    }
    Statement statement = rows.find(list.channel().merchantId(), list.id()).orElseThrow();
    compare(statement);
    return new Outcome.Read(statement, open(statement));
  }

  private long open(Statement statement) {
    return differences.openOfDay(statement.merchantId(), statement.channelId(), statement.day());
  }

  private void compare(Statement statement) {
    if (!statement.kind().equals(Kind.TRANSACTIONS.name()) || !statement.isCurrent()) {
      return;
    }
    List<Unknown> unknown =
        rows.transaction()
            .execute(_ ->
                matching.compare(
                    new Subject(
                        statement.merchantId(),
                        statement.channelId(),
                        statement.provider(),
                        statement.mid(),
                        statement.test(),
                        statement.id(),
                        statement.day())));
    // A database that lost payments has also lost the count of payment numbers, so the numbers in
    // the list must not be given again.
    matching
        .lostNumbers(statement.merchantId(), statement.channelId(), statement.day())
        .forEach(numbers::neverAgain);
    // An attempt of the hub whose outcome is unknown is resolved without a person: the PG is asked
    // about it, or, if it can't be asked, its list is believed (§8.1).
    for (Unknown each : unknown) {
      Told told = each.told();
      if (told == null) {
        askSoon.about(statement.merchantId(), each.paymentNumber());
      } else {
        toldCharges.told(statement.merchantId(), each.paymentNumber(), told);
      }
    }
    log.info(
        "compared {} rows of {} of {}: {} differences are open",
        statement.rows(),
        statement.day(),
        statement.mid(),
        open(statement));
  }

  @Override
  public boolean compare(long merchantId, long channelId, String form, LocalDate day) {
    Optional<Statement> current = rows.current(merchantId, channelId, form, day);
    current.ifPresent(this::compare);
    return current.isPresent();
  }

  @Override
  public List<Statement> list(long merchantId, @Nullable Long channelId, int most) {
    return rows.list(merchantId, channelId, most);
  }

  @Override
  public Optional<Statement> find(long merchantId, UUID id) {
    return rows.find(merchantId, id);
  }
}
