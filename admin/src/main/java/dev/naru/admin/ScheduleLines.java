package dev.naru.admin;

import dev.naru.hub.billing.ApiOrder;
import dev.naru.hub.merchant.Merchant;
import dev.naru.hub.payment.HandedOver;
import dev.naru.hub.schedule.HandedOverSchedules;
import dev.naru.hub.schedule.Schedules;
import dev.naru.hub.text.WebAddress;
import dev.naru.pg.spi.Money;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads schedules that are still to come from lines. The columns have the names of V1's parameters.
 */
final class ScheduleLines implements ImportCommand.Lines {

  private static final Set<String> NEEDED =
      Set.of("customer_uid", "merchant_uid", "schedule_at", "amount");
  private static final Set<String> MORE =
      Set.of(
          "user_code",
          "currency",
          "name",
          "tax_free",
          "vat_amount",
          "card_quota",
          "custom_data",
          "notice_url");
  private static final int MOST_MONTHS = 36;

  private final HandedOverSchedules schedules;
  private final Merchant merchant;
  private final LineParts parts;

  ScheduleLines(HubServices hub, Merchant merchant) {
    this.schedules = hub.get(HandedOverSchedules.class);
    this.merchant = merchant;
    this.parts = new LineParts(hub, merchant);
  }

  @Override
  public void check(CsvFile file) {
    Set<String> known = new HashSet<>(NEEDED);
    known.addAll(MORE);
    known.addAll(LineParts.personColumns("buyer"));
    file.check(NEEDED, known);
  }

  @Override
  public HandedOver enter(CsvLine line) {
    parts.checkMerchant(line);
    LineParts.checkCurrency(line);
    String customerKey = line.needed("customer_uid", LineParts.CUSTOMER_KEY);
    return schedules.enter(
        merchant, customerKey, new Schedules.Item(order(line), line.neededTime("schedule_at")));
  }

  private static ApiOrder order(CsvLine line) {
    long amount = line.neededWon("amount");
    Long taxFree = line.won("tax_free");
    Long vat = line.won("vat_amount");
    if ((taxFree == null ? 0 : taxFree) + (vat == null ? 0 : vat) > amount) {
      throw BadLine.of("import.bad.value", taxFree == null ? "vat_amount" : "tax_free");
    }
    String months = line.matching("card_quota", "[0-9]{1,2}");
    int quota = months == null ? 0 : Integer.parseInt(months);
    if (quota > MOST_MONTHS) {
      throw BadLine.of("import.bad.value", "card_quota");
    }
    String notice = line.text("notice_url", 2_000);
    if (notice != null && WebAddress.of(notice).isEmpty()) {
      throw BadLine.of("import.bad.value", "notice_url");
    }
    return new ApiOrder(
        line.needed("merchant_uid", LineParts.ORDER_NUMBER),
        Money.krw(amount),
        line.text("name", 40),
        LineParts.person(line, "buyer"),
        taxFree,
        vat,
        quota < 2 ? 0 : quota,
        line.text("custom_data", 10_000),
        notice == null ? List.of() : List.of(notice));
  }
}
