package dev.naru.pg.inicis;

import dev.naru.pg.inicis.wire.WireText;
import dev.naru.pg.spi.AccountOrder;
import dev.naru.pg.spi.Cancels.CancelOutcome;
import dev.naru.pg.spi.ChannelConfig.Mode;
import dev.naru.pg.spi.ChargeOrder;
import dev.naru.pg.spi.Outcome;
import dev.naru.pg.spi.PersistedAttempt;
import dev.naru.pg.spi.PgError.Category;
import dev.naru.pg.spi.PgTransport;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Opens a virtual account for the merchant's server with INIAPI v1's {@code formpay}, and closes
 * one that no money has come into with {@code refund} (protocols/inicis.md §6.6, §6.1). KG INICIS
 * announces the deposit at the address that is registered for the MID (§8.1).
 */
final class IssueAccount {
  private static final String ISSUE = "Vacct";
  private static final String REVOKE = "GVacct";
  private static final int PAYER_BYTES = 20;
  private static final int REASON_BYTES = 100;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");

  private final ApiV1 api;
  private final ReadCharge reader;
  private final InstantSource time;

  IssueAccount(PgTransport transport, InstantSource time) {
    this.api = new ApiV1(transport, time);
    this.reader = new ReadCharge(time);
    this.time = time;
  }

  Outcome issue(PersistedAttempt attempt, AccountOrder order) {
    Optional<String> bank = InicisBanks.inicis(order.bankCode());
    if (bank.isEmpty()) {
      return new Outcome.Declined(
          InicisErrors.error("", "가상계좌를 발급할 수 없는 은행입니다.", Category.BAD_REQUEST));
    }
    return ApiV1.beforehand(attempt)
        .orElseGet(() -> {
          SequencedMap<String, String> fields = fields(attempt, order);
          fields.put("bankCode", bank.get());
          return reader.account(
              attempt,
              api.call(
                  attempt.channel(), "formpay", "Pay", ISSUE, fields, List.of("moid", "price")));
        });
  }

  private static SequencedMap<String, String> fields(PersistedAttempt attempt, AccountOrder order) {
    ChargeOrder like =
        new ChargeOrder(
            order.orderNumber(),
            order.name(),
            order.buyer(),
            0,
            order.taxFree(),
            order.vatAmount());
    SequencedMap<String, String> fields = ApiV1.orderFields(attempt, like);
    fields.put("dtInput", DATE.format(order.due()));
    fields.put("tmInput", TIME.format(order.due()));
    fields.put("nmInput", WireText.cut(WireText.printable(order.holder()).strip(), PAYER_BYTES));
    fields.put("flgCash", "0");
    ApiV1.putTax(fields, like);
    if (attempt.channel().mode() == Mode.SANDBOX) {
      // A real merchant registers one address for a MID; the sandbox is told it with each order.
      fields.put("noticeUrl", order.noticeUrl().toString());
    }
    return fields;
  }

  CancelOutcome revoke(PersistedAttempt attempt, String pgTid, String reason) {
    String told = WireText.cut(WireText.printable(reason).strip(), REASON_BYTES);
    return RefundV1.send(api, attempt.channel(), REVOKE, pgTid, told.isEmpty() ? "취소" : told, time);
  }
}
