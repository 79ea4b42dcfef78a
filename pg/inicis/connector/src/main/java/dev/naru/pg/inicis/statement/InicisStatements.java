package dev.naru.pg.inicis.statement;

import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.Obtained;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.PgTransport;
import dev.naru.pg.spi.StatementRow;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Requests KG INICIS's lists, and reads them. */
public final class InicisStatements {

  /** The channel setting with the feed's id; if it is empty, the MID is used. */
  public static final String FEED_ID = "feedId";

  /** The channel setting with the feed's password. */
  public static final String FEED_PASSWORD = "feedPassword";

  public static final StatementForm APPROVALS =
      new StatementForm(
          "approvals", Kind.TRANSACTIONS, true, new Bilingual("일별 승인 내역", "Approvals of a day"));
  public static final StatementForm PAYOUT =
      new StatementForm("payout", Kind.PAYOUTS, true, new Bilingual("정산 내역", "A payout"));

  public static final List<StatementForm> FORMS = List.of(APPROVALS, PAYOUT);

  private static final String HOST = "iniweb.inicis.com";
  private static final String APPROVALS_PATH = "/service/urlsvc/UrlSendAll.jsp";
  private static final String PAYOUT_PATH = "/mall/cr/urlsvc/UrlSendCalCulAll.jsp";

  /**
   * How long to wait for a list: others report answers after up to 90 s
   * (protocols/reconciliation.md §3.2).
   */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** The largest list in bytes, about 200,000 rows; a larger day must be brought as a file. */
  private static final int MOST_BYTES = 32 << 20;

  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final PgTransport transport;

  public InicisStatements(PgTransport transport) {
    this.transport = transport;
  }

  /** The address from which the list of approvals is requested. */
  public static URI address(ChannelConfig channel) {
    return channel.at(HOST, APPROVALS_PATH);
  }

  /** Requests a list once. The password is in the body, because addresses are logged. */
  public Obtained obtain(ChannelConfig channel, StatementForm form, LocalDate day) {
    String password = channel.setting(FEED_PASSWORD).strip();
    if (password.isEmpty()) {
      return new Obtained.NotConfigured(FEED_PASSWORD);
    }
    boolean payout = form.equals(PAYOUT);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("urlid", id(channel));
    fields.put("passwd", password);
    fields.put("date", DAY.format(day));
    if (payout) {
      fields.put("flgurl", id(channel).equals(channel.mid()) ? "32" : "31");
    } else {
      fields.put("stime", "000000");
      fields.put("etime", "235959");
    }
    var request =
        PgTransport.Request.form(
                payout ? channel.at(HOST, PAYOUT_PATH) : address(channel), form(fields), TIMEOUT)
            .withAnswerOf(MOST_BYTES);
    try {
      return understood(transport.send(request));
    } catch (PgTransport.NotSentException e) {
      return new Obtained.Unclear("not sent: " + e.getMessage());
    } catch (IOException e) {
      return new Obtained.Unclear("no answer: " + e.getClass().getSimpleName());
    }
  }

  private static Obtained understood(PgTransport.Response response) {
    if (response.status() != 200) {
      return new Obtained.Unclear("HTTP " + response.status());
    }
    byte[] body = response.body();
    String start =
        new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1).strip();
    if (start.matches("000[0-9]")) {
      return new Obtained.Refused(start);
    }
    if (start.contains("NO DATA")) {
      return new Obtained.Nothing();
    }
    // An empty body isn't an empty day, and a page of HTML is a login or maintenance page.
    return start.contains("|")
        ? new Obtained.Bytes(body)
        : new Obtained.Unclear(start.isEmpty() ? "an empty answer" : "the answer is no list");
  }

  private static String id(ChannelConfig channel) {
    String id = channel.setting(FEED_ID).strip();
    return id.isEmpty() ? channel.mid() : id;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Reads a list. */
  public static void read(
      ChannelConfig channel,
      StatementForm form,
      LocalDate day,
      InputStream raw,
      Consumer<StatementRow> rows)
      throws UnreadableStatementException, IOException {
    var records = new Records(raw);
    if (form.equals(PAYOUT)) {
      new PayoutList(channel.mid(), day, records, rows).read();
    } else {
      new ApprovalList(channel.mid(), day, records, rows).read();
    }
  }
}
