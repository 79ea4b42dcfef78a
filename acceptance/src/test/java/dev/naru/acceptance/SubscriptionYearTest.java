package dev.naru.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Advances the clock by a year of monthly subscriptions in one call. {@code
 * -Dnaru.subscriptions=1000} runs it at full size, and the test prints how long the year took.
 */
@Tag("G15")
@Tag("G18")
class SubscriptionYearTest {

  /** One for each day that a month may have. */
  private static final int SUBSCRIPTIONS = Integer.getInteger("naru.subscriptions", 31);

  private static final int MONTHS = 12;
  private static final ZoneId KOREA = ZoneId.of("Asia/Seoul");

  @Test
  void a_year_of_monthly_charges_passes_with_none_missed_or_doubled() {
    try (Home home = Home.make();
        Naru naru = Naru.start(home.path())) {
      YearMonth january = awaitNewYear(naru);
      Merchant merchant =
          Merchant.fresh(
              naru, Map.of("pg", "html5_inicis", "mid", "INIBillTst", "billing", "true"));
      String token = merchant.token();
      for (int customer = 0; customer < SUBSCRIPTIONS; customer++) {
        subscribe(naru, token, january, customer);
      }

      long begin = System.nanoTime();
      ZonedDateTime now = naru.advanceClock("P1Y");
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      System.out.printf("a year of %d subscriptions took %s%n", SUBSCRIPTIONS, took);

      assertThat(now.getYear()).isEqualTo(january.getYear() + 1);
      assertAllPaidOnTheirDay(naru, merchant.token(), january);
    }
  }

  /** Waits for the new year, so that twelve whole months lie ahead. */
  private static YearMonth awaitNewYear(Naru naru) {
    ZonedDateTime now = naru.advanceClock("PT1S");
    YearMonth january = YearMonth.of(now.getYear() + 1, 1);
    ZonedDateTime newYear = january.atDay(1).atStartOfDay(now.getZone());
    naru.advanceClock(Duration.between(now, newYear).toString());
    return january;
  }

  private static void subscribe(Naru naru, String token, YearMonth january, int customer) {
    post(
        naru,
        token,
        "/subscribe/customers/" + uid(customer),
        Map.of(
            "card_number", "1234-1234-1234-1234",
            "expiry", "2029-01",
            "birth", "123456",
            "pwd_2digit", "12"));
    List<Map<String, Object>> schedules = new ArrayList<>();
    for (int month = 0; month < MONTHS; month++) {
      schedules.add(
          Map.of(
              "merchant_uid", order(customer, month),
              "schedule_at", at(january, customer, month).getEpochSecond(),
              "amount", amount(customer, month),
              "name", "정기결제"));
    }
    post(
        naru,
        token,
        "/subscribe/payments/schedule",
        Map.of("customer_uid", uid(customer), "schedules", schedules));
  }

  private static void post(Naru naru, String token, String path, Map<String, ?> body) {
    JsonNode answer = Http.json("POST", naru.hub(path), body, "Authorization", token).json();
    assertThat(answer.path("code").asInt(-1)).as("%s: %s", path, answer).isZero();
  }

  private static String uid(int customer) {
    return "customer_" + customer;
  }

  private static String order(int customer, int month) {
    return "order_%d_%d".formatted(customer, month);
  }

  private static long amount(int customer, int month) {
    return 1_000 + 13L * customer + month;
  }

  /**
   * The due time of a customer's charge; customers are spread over all days of a month, including
   * the 29th to 31st, and over all times of the day.
   */
  private static Instant at(YearMonth january, int customer, int month) {
    YearMonth in = january.plusMonths(month);
    int day = Math.min(1 + customer % 31, in.lengthOfMonth());
    LocalTime time = LocalTime.of(1, 0).plusMinutes(customer * 97L % (23 * 60 - 1));
    return in.atDay(day).atTime(time).atZone(KOREA).toInstant();
  }

  private static void assertAllPaidOnTheirDay(Naru naru, String token, YearMonth january) {
    Map<String, List<JsonNode>> book =
        StreamSupport.stream(naru.book().spliterator(), false)
            .filter(line -> !line.path("status").asString().equals("key"))
            .collect(Collectors.groupingBy(line -> line.path("order_id").asString()));
    assertThat(book).hasSize(SUBSCRIPTIONS * MONTHS);
    Set<String> paidFor = new HashSet<>();
    for (int customer = 0; customer < SUBSCRIPTIONS; customer++) {
      Map<String, JsonNode> executed = schedules(naru, token, january, customer);
      Map<String, JsonNode> payments = payments(naru, token, executed);
      for (int month = 0; month < MONTHS; month++) {
        String order = order(customer, month);
        JsonNode schedule = executed.getOrDefault(order, MissingNode.getInstance());
        assertThat(schedule.path("schedule_status").asString()).isEqualTo("executed");
        assertThat(schedule.path("payment_status").asString()).isEqualTo("paid");
        JsonNode payment =
            payments.getOrDefault(schedule.path("imp_uid").asString(), MissingNode.getInstance());
        assertThat(payment.path("merchant_uid").asString()).isEqualTo(order);
        assertThat(payment.path("status").asString()).isEqualTo("paid");
        assertThat(payment.path("amount").asLong()).isEqualTo(amount(customer, month));
        assertThat(day(payment.path("paid_at").asLong()))
            .as("the day of %s", order)
            .isEqualTo(day(at(january, customer, month).getEpochSecond()));
        String impUid = payment.path("imp_uid").asString();
        assertThat(paidFor.add(impUid)).isTrue();
        Books.areEqual(payment, book.getOrDefault(impUid, List.of()));
      }
    }
    assertThat(paidFor).isEqualTo(book.keySet());
  }

  /**
   * A customer's schedules by their order numbers, read in four calls, since one covers three
   * months.
   */
  private static Map<String, JsonNode> schedules(
      Naru naru, String token, YearMonth january, int customer) {
    Map<String, JsonNode> byOrder = new LinkedHashMap<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      long from = january.plusMonths(3L * quarter).atDay(1).atStartOfDay(KOREA).toEpochSecond();
      long to = january.plusMonths(3L * quarter + 3).atDay(1).atStartOfDay(KOREA).toEpochSecond();
      JsonNode answer =
          Http.get(
                  naru.hub(
                      "/subscribe/customers/%s/schedules?from=%d&to=%d"
                          .formatted(uid(customer), from, to)),
                  "Authorization",
                  token)
              .json();
      for (JsonNode schedule : answer.path("response").path("list")) {
        assertThat(byOrder.put(schedule.path("merchant_uid").asString(), schedule)).isNull();
      }
    }
    assertThat(byOrder).hasSize(MONTHS);
    return byOrder;
  }

  private static Map<String, JsonNode> payments(
      Naru naru, String token, Map<String, JsonNode> schedules) {
    String query =
        schedules.values().stream()
            .map(schedule -> schedule.path("imp_uid").asString())
            .map(impUid -> URLEncoder.encode("imp_uid[]", StandardCharsets.UTF_8) + "=" + impUid)
            .collect(Collectors.joining("&"));
    JsonNode answer = Http.get(naru.hub("/payments?" + query), "Authorization", token).json();
    Map<String, JsonNode> byImpUid = new LinkedHashMap<>();
    for (JsonNode payment : answer.path("response")) {
      assertThat(byImpUid.put(payment.path("imp_uid").asString(), payment)).isNull();
    }
    return byImpUid;
  }

  private static String day(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).atZone(KOREA).toLocalDate().toString();
  }
}
