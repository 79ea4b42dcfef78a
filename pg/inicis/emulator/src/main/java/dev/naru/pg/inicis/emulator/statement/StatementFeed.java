package dev.naru.pg.inicis.emulator.statement;

import dev.naru.pg.inicis.emulator.payment.InicisRecords;
import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.pg.inicis.emulator.wire.Merchant;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.KoreanTime;
import dev.naru.sandbox.Reply;
import dev.naru.sandbox.SandboxServices;
import dev.naru.sandbox.Scenarios.Fault;
import dev.naru.sandbox.Scenarios.PgCall;
import dev.naru.sandbox.Scenarios.Scenario;
import dev.naru.sandbox.kit.MaskedLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The merchant admin's URL service, which sends a day's approvals or a payout. Texts are in EUC-KR,
 * records end with {@code <br>}, and fields are separated by {@code |}. A scenario with a fault
 * {@code list_...} spoils the next list of its MID.
 */
public final class StatementFeed {

  /** The password of every MID's feed, which is invented. */
  public static final String PASSWORD = "naru-feed-password";

  private static final String HOST = "/iniweb.inicis.com";

  private final SandboxServices sandbox;
  private final InicisRecords records;
  private final MaskedLog requests;

  public StatementFeed(SandboxServices sandbox, InicisRecords records, MaskedLog requests) {
    this.sandbox = sandbox;
    this.records = records;
    this.requests = requests;
  }

  /** Adds the service's addresses; each takes GET and POST. */
  public void mount(RoutesConfig routes) {
    List.of("/service/urlsvc/UrlSendAll.jsp", "/DefaultWebApp/service/urlsvc/UrlSendAll.jsp")
        .forEach(path -> {
          routes.get(HOST + path, ctx -> answer(ctx, this::approvals));
          routes.post(HOST + path, ctx -> answer(ctx, this::approvals));
        });
    routes.get(HOST + "/mall/cr/urlsvc/UrlSendCalCulAll.jsp", ctx -> answer(ctx, this::payout));
    routes.post(HOST + "/mall/cr/urlsvc/UrlSendCalCulAll.jsp", ctx -> answer(ctx, this::payout));
  }

  private record Asked(Merchant merchant, LocalDate day) {}

  private void answer(Context ctx, Function<Asked, List<String>> list) {
    String mid = param(ctx, "urlid");
    Map<String, String> told = new TreeMap<>();
    ctx.formParamMap().forEach((name, values) -> told.put(name, values.getFirst()));
    ctx.queryParamMap().forEach((name, values) -> told.put(name, values.getFirst()));
    requests.received(Inicis.PG, "", mid, "list", told);
    Optional<Merchant> merchant = Merchant.of(mid);
    if (merchant.isEmpty() || !param(ctx, "passwd").equals(PASSWORD)) {
      send(ctx, "0001");
      return;
    }
    String date = param(ctx, "date");
    if (!date.matches("[0-9]{8}") || !KoreanTime.isStamp(date + "000000")) {
      send(ctx, "0002");
      return;
    }
    List<String> rows =
        new ArrayList<>(list.apply(new Asked(merchant.get(), KoreanTime.date(date))));
    if (rows.isEmpty()) {
      send(ctx, "NO DATA");
      return;
    }
    Optional<Scenario> fault =
        sandbox
            .scenarios()
            .take(
                new PgCall(Inicis.PG, mid, "", null, null, 0, null),
                Fault.LIST_LATE,
                Fault.LIST_HALF,
                Fault.LIST_DOUBLED,
                Fault.LIST_CHARSET,
                Fault.LIST_ROW_MISSING,
                Fault.LIST_ROW_EXTRA);
    spoiled(ctx, rows, fault.map(Scenario::fault), mid, date);
  }

  private void spoiled(
      Context ctx, List<String> rows, Optional<Fault> fault, String mid, String date) {
    if (fault.filter(Fault.LIST_LATE::equals).isPresent()) {
      send(ctx, "NO DATA");
      return;
    }
    boolean framed = rows.getFirst().startsWith("H|");
    fault.ifPresent(how -> {
      if (how == Fault.LIST_ROW_MISSING && !framed) {
        rows.removeLast();
      } else if (how == Fault.LIST_ROW_EXTRA && !framed) {
        rows.add(stray(mid, date));
      } else if (how == Fault.LIST_DOUBLED) {
        rows.addAll(List.copyOf(rows));
      }
    });
    String text = String.join("<br>", rows) + "<br>";
    if (fault.filter(Fault.LIST_HALF::equals).isPresent()) {
      Reply.send(ctx, Reply.Body.of("text/html", text, Reply.EUC_KR).firstHalf());
    } else if (fault.filter(Fault.LIST_CHARSET::equals).isPresent()) {
      Reply.send(ctx, Reply.Body.of("text/html", text, StandardCharsets.UTF_8));
    } else {
      send(ctx, text);
    }
  }

  /** The row of a charge that another system of the merchant made with the same MID. */
  private static String stray(String mid, String date) {
    String tid = "StdpayCARD" + mid + date + "120000999999";
    return String.join(
        "|",
        List.of(
            mid,
            "CC",
            "A",
            date,
            "120000",
            "",
            "",
            tid,
            "POS-77-0001",
            "",
            "매장 결제",
            "12000",
            "",
            "",
            tid));
  }

  private static void send(Context ctx, String text) {
    Reply.send(ctx, Reply.Body.of("text/html", text, Reply.EUC_KR));
  }

  private static String param(Context ctx, String name) {
    String form = ctx.formParam(name);
    String query = ctx.queryParam(name);
    return form != null ? form : query != null ? query : "";
  }

  /** Whether the day is over, so that its list exists. */
  private boolean isOver(LocalDate day) {
    return day.isBefore(KoreanTime.at(sandbox.time().instant()).toLocalDate());
  }

  private List<String> approvals(Asked asked) {
    if (!isOver(asked.day())) {
      return List.of();
    }
    String day = KoreanTime.day(asked.day());
    List<BookRow> all = BookRow.all(sandbox.book(), records, asked.merchant().mid());
    List<String> lines = new ArrayList<>();
    for (BookRow row : all) {
      if (!row.day().equals(day)) {
        continue;
      }
      // A charge whose whole was cancelled on the same day is one row.
      boolean shownAsCancel =
          row.kind().equals("A")
              && all.stream()
                  .anyMatch(other ->
                      other.kind().equals("C")
                          && other.charge().tid().equals(row.charge().tid())
                          && other.day().equals(day));
      if (!shownAsCancel) {
        lines.add(approval(row));
      }
    }
    return lines;
  }

  private static String approval(BookRow row) {
    String cancelled = row.cancelledAt();
    return String.join(
        "|",
        List.of(
            row.charge().mid(),
            code(row.details().method()),
            row.kind(),
            row.approvedAt().substring(0, 8),
            row.approvedAt().substring(8),
            cancelled.isEmpty() ? "" : cancelled.substring(0, 8),
            cancelled.isEmpty() ? "" : cancelled.substring(8),
            row.tid(),
            row.charge().orderId(),
            "",
            row.details().goods().replace("|", " ").replace("<", " "),
            Long.toString(row.amount()),
            row.details().bankName(),
            row.details().own("account"),
            row.tid()));
  }

  private List<String> payout(Asked asked) {
    List<BookRow> rows =
        BookRow.all(sandbox.book(), records, asked.merchant().mid()).stream()
            .filter(row -> isOver(KoreanTime.date(row.day())))
            .filter(row -> Payouts.dayOf(row.day(), row.details().method()).equals(asked.day()))
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    String now = KoreanTime.stamp(sandbox.time().instant());
    String day = KoreanTime.day(asked.day());
    List<String> lines = new ArrayList<>();
    String[] head = fields("H", now, Integer.toString(rows.size() + 2), asked, day);
    lines.add(String.join("|", head));
    long[] sums = new long[4];
    int number = 0;
    for (BookRow row : rows) {
      lines.add(payoutRow(row, now, ++number, asked, day, sums));
    }
    String[] trailer = fields("T", now, Integer.toString(rows.size()), asked, day);
    trailer[4] = "";
    trailer[16] = Long.toString(sums[0]);
    trailer[17] = Long.toString(sums[1]);
    trailer[18] = Long.toString(sums[2]);
    trailer[19] = "0";
    trailer[20] = Long.toString(sums[3]);
    lines.add(String.join("|", trailer));
    return lines;
  }

  private static String[] fields(String kind, String now, String number, Asked asked, String day) {
    String[] fields = new String[28];
    java.util.Arrays.fill(fields, "");
    fields[0] = kind;
    fields[1] = now;
    fields[2] = number;
    fields[4] = asked.merchant().mid();
    fields[5] = day;
    return fields;
  }

  /**
   * A row of a payout. Fees are negative on charges and positive on cancels
   * (protocols/reconciliation.md §3.3).
   */
  private static String payoutRow(
      BookRow row, String now, int number, Asked asked, String day, long[] sums) {
    Method method = row.details().method();
    boolean charge = row.kind().equals("A");
    long sign = charge ? 1 : -1;
    long fee = Payouts.fee(row.amount(), method);
    long vat = Payouts.vat(fee);
    long[] money = {
      sign * row.amount(), -sign * fee, -sign * vat, sign * (row.amount() - fee - vat)
    };
    String[] fields = fields("B", now, Integer.toString(number), asked, day);
    fields[3] = code(method);
    fields[6] = row.details().card().code();
    fields[7] = row.details().card().code();
    fields[8] = row.tid();
    fields[9] = row.original();
    fields[10] = row.charge().orderId();
    fields[11] = row.kind();
    fields[12] = row.approvedAt();
    fields[13] = row.cancelledAt();
    fields[14] = row.details().approvalNumber();
    fields[15] = "KRW";
    for (int i = 0; i < 3; i++) {
      fields[16 + i] = Long.toString(money[i]);
      sums[i] += money[i];
    }
    fields[20] = Long.toString(money[3]);
    sums[3] += money[3];
    return String.join("|", fields);
  }

  private static String code(Method method) {
    return switch (method) {
      case CARD -> "CC";
      case BANK -> "AC";
      case VBANK -> "VA";
      case PHONE -> "MO";
      case Method voucher -> voucher.name().substring(0, 2);
    };
  }
}
