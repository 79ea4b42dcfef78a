package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A phone's key of KG Mobilians may be charged once a month, on its own day, which is the last one
 * of a shorter month (spec/pg-rules.md §5 row C2): only a clock that stops at each of these days
 * passes the rule.
 */
@Tag("G15")
@Tag("G18")
class PhoneKeyYearTest extends Journey {

  private static final int AMOUNT = 1004;

  @Test
  void aKeyOfThe31stIsChargedOnTheLastDayOfEachMonth() {
    try (Home home = Home.make();
        Naru own = Naru.start(home.path())) {
      Merchant merchant =
          Merchant.fresh(own, Map.of("pg", "mobilians", "mid", "170622040675", "billing", "true"));
      ZonedDateTime issued = awaitLastOfJanuary(own);
      List<String> payments = new ArrayList<>();
      payments.add(issueKey(merchant));

      schedule(merchant, issued);
      ZonedDateTime now = own.advanceClock("P11M");

      assertThat(now.toLocalDate()).isEqualTo(issued.plusMonths(11).toLocalDate());
      for (int month = 1; month <= 11; month++) {
        JsonNode schedule =
            merchant.get("/subscribe/payments/schedule/" + order(month)).json().path("response");
        assertThat(schedule.path("payment_status").asString()).as("%s", schedule).isEqualTo("paid");
        payments.add(schedule.path("imp_uid").asString());
      }
      assertThat(payments).doesNotHaveDuplicates();
      payments.forEach(impUid -> Books.areEqualFor(merchant, impUid));
      assertThat(payments.stream().mapToLong(impUid -> Books.moneyAtPg(merchant, impUid)).sum())
          .isEqualTo(12L * AMOUNT);
    }
  }

  /** Noon, so that the day of each month's end is far from both midnights. */
  private static ZonedDateTime awaitLastOfJanuary(Naru naru) {
    ZonedDateTime now = naru.advanceClock("PT1S");
    ZonedDateTime then =
        YearMonth.of(now.getYear() + 1, 1).atEndOfMonth().atTime(12, 0).atZone(now.getZone());
    return naru.advanceClock(Duration.between(now, then).toString());
  }

  private String issueKey(Merchant merchant) {
    Map<String, Object> param = request("pay_method", "phone");
    param.put("pg", "mobilians");
    param.put("amount", AMOUNT);
    param.put("customer_uid", "phone_31");
    Tab tab = opens(merchant, param);
    MobiliansBuyer.inOverlay(tab.page()).paysBy("phone");
    JsonNode answer = tab.answer();
    assertThat(answer.path("success").asBoolean()).as("%s", answer).isTrue();
    return answer.path("imp_uid").asString();
  }

  private static void schedule(Merchant merchant, ZonedDateTime issued) {
    List<Map<String, Object>> schedules = new ArrayList<>();
    for (int month = 1; month <= 11; month++) {
      ZonedDateTime at = issued.plusMonths(month).withHour(11).withMinute(month);
      schedules.add(
          Map.of(
              "merchant_uid",
              order(month),
              "schedule_at",
              at.toEpochSecond(),
              "amount",
              AMOUNT,
              "name",
              "정기결제"));
    }
    JsonNode answer =
        merchant
            .post(
                "/subscribe/payments/schedule",
                Map.of("customer_uid", "phone_31", "schedules", schedules))
            .json();
    assertThat(answer.path("code").asInt(-1)).as("%s", answer).isZero();
  }

  private static String order(int month) {
    return "phone_31_" + month;
  }
}
