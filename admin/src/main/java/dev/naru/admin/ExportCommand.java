package dev.naru.admin;

import dev.naru.hub.merchant.MerchantAdministration;
import dev.naru.hub.payment.PaymentExport;
import dev.naru.hub.payment.PaymentExport.Line;
import dev.naru.hub.text.SpreadsheetText;
import dev.naru.hub.time.Korea;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints payments as CSV while they are read from the database. */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "user_code",
          "imp_uid",
          "merchant_uid",
          "status",
          "pg_provider",
          "mid",
          "sandbox",
          "pg_tid",
          "pay_method",
          "name",
          "currency",
          "amount",
          "cancel_amount",
          "started_at",
          "paid_at",
          "failed_at",
          "cancelled_at",
          "apply_num",
          "customer_uid",
          "fail_reason");

  private final Surroundings surroundings;

  @Option(names = "--from", paramLabel = "DAY", required = true)
  private String from = "";

  @Option(names = "--to", paramLabel = "DAY", required = true)
  private String to = "";

  @Option(names = "--merchant", paramLabel = "USER_CODE")
  private @Nullable String merchant;

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    LocalDate first = Given.day(from);
    LocalDate last = Given.day(to);
    Given.order(first, last);
    Instant begin = first.atStartOfDay(Korea.ZONE).toInstant();
    Instant end = last.plusDays(1).atStartOfDay(Korea.ZONE).toInstant();
    try (HubServices hub = surroundings.services()) {
      List<MerchantAdministration.Entry> merchants =
          merchant == null
              ? hub.get(MerchantAdministration.class).all()
              : List.of(MerchantCommand.merchant(hub, merchant));
      PaymentExport payments = hub.get(PaymentExport.class);
      PrintWriter out = surroundings.out();
      CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
      csv.printRecord(COLUMNS);
      for (MerchantAdministration.Entry each : merchants) {
        String code = each.merchant().userCode();
        payments.each(each.merchant().id(), begin, end, line -> print(csv, code, line));
        if (out.checkError()) {
          throw RefusedCommand.notDone("export.reader-gone");
        }
      }
      csv.flush();
    }
    return ExitCode.DONE;
  }

  private static void print(CSVPrinter csv, String userCode, Line line) {
    try {
      csv.printRecord(
          userCode,
          line.paymentNumber(),
          cell(line.orderNumber()),
          line.state().v1Status(),
          line.provider(),
          cell(line.mid()),
          line.test(),
          cell(line.pgTid()),
          line.method(),
          cell(line.name()),
          line.currency().toUpperCase(Locale.ROOT),
          line.amountMinor(),
          line.cancelledMinor(),
          time(line.startedAt()),
          time(line.paidAt()),
          time(line.failedAt()),
          time(line.cancelledAt()),
          cell(line.applyNum()),
          cell(line.customerKey()),
          cell(line.failReason()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static @Nullable String cell(@Nullable String text) {
    return text == null ? null : SpreadsheetText.safe(text);
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null
        ? null
        : at.truncatedTo(ChronoUnit.SECONDS).atZone(Korea.ZONE).toOffsetDateTime().toString();
  }
}
