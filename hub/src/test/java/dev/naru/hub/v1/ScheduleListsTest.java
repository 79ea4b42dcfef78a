package dev.naru.hub.v1;

import static dev.naru.hub.v1.FakeHub.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.merchant.Setting;
import dev.naru.hub.schedule.Schedule;
import dev.naru.hub.schedule.Schedules.Query;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the three lists of scheduled charges (spec/rest-api.md §1.7, §4.4.6, §4.6.1, §4.6.2). */
class ScheduleListsTest extends SubscribeOnTheWire {

  private static final String ALL = "/subscribe/payments/schedule";
  private static final String OF_KEY = "/subscribe/payments/schedule/customers/c";
  private static final String OF_CUSTOMER = "/subscribe/customers/c/schedules";
  private static final String RANGE = "?schedule_from=1795219200&schedule_to=1795222800";

  @ParameterizedTest
  @CsvSource({ALL + ",", OF_KEY + ", c", OF_CUSTOMER + ", c", ALL + "/,", OF_CUSTOMER + "/, c"})
  void a_list_is_a_page_unless_the_merchant_wants_an_array(String path, String customerKey) {
    billing.schedules.add(pending("o"));
    billing.total = 21;
    var page = wire.get(path + RANGE);
    assertThat(page.body())
        .startsWith("{\"code\":0,\"message\":null,\"response\":{\"list\":[{\"amount\":3000,")
        .endsWith("}],\"next\":2,\"previous\":0,\"total\":21}}");
    hub.settings.put(Setting.COMPAT_SCHEDULE_LIST_SHAPE, "array");
    var array = wire.get(path + RANGE);
    assertThat(array.response().isArray()).isTrue();
    assertThat(array.response()).isEqualTo(page.response().get("list"));
    var query = new Query(customerKey, NOW, NOW.plusSeconds(3600), null, 1, 20, true);
    assertThat(billing.queries).containsExactly(query, query);
    EnvelopeTest.assertEnvelope(array);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?schedule_from=1795219200&schedule_to=1795222800&schedule_status=revoked",
        "?from=1795219200&to=1795222800&schedule-status=revoked",
        "?from=1795219200.7&to=%201795222800&schedule_status=&schedule-status=revoked",
      })
  void parameters_have_aliases(String parameters) {
    for (String path : List.of(ALL, OF_KEY, OF_CUSTOMER)) {
      billing.queries.clear();
      wire.get(path + parameters + "&page=3&limit=1000&sorting=scheduled");
      assertThat(billing.queries)
          .containsExactly(
              new Query(
                  path.equals(ALL) ? null : "c",
                  NOW,
                  NOW.plusSeconds(3600),
                  Schedule.Status.REVOKED,
                  3,
                  1000,
                  false));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scheduled, SCHEDULED",
    "executed, EXECUTED",
    "revoked, REVOKED",
    "all,",
    "'',",
  })
  void every_status_is_known(String word, Schedule.Status status) {
    wire.get(ALL + RANGE + "&schedule_status=" + word);
    assertThat(billing.queries.getFirst().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"'', 20", "x, 20", "1, 1", "1000, 1000", "'', 20"})
  void a_limit_that_is_no_number_is_the_default(String limit, int taken) {
    wire.get(ALL + RANGE + "&limit=" + limit + "&sorting=");
    assertThat(billing.queries.getFirst().limit()).isEqualTo(taken);
    assertThat(billing.queries.getFirst().newestFirst()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=2&to=1|유효하지 않은 검색기간입니다.",
        "from=x&to=1|from 파라메터의 값이 올바르지 않습니다.",
        "from=1&to=2&schedule_status=paid|지원되지 않는 상태값입니다.",
        "from=1&to=2&sorting=name|지원되지 않는 정렬규칙입니다.",
        "from=1&to=2&limit=0|limit 파라메터의 값이 올바르지 않습니다.",
        "from=1&to=2&limit=1001|limit 파라메터의 값이 올바르지 않습니다.",
        "from=1&to=2&limit=-1|limit 파라메터의 값이 올바르지 않습니다.",
        "from=1&to=2&page=0|page 파라메터의 값이 올바르지 않습니다.",
      })
  void a_list_that_is_none_is_400(String parameters, String text) {
    for (String path : List.of(ALL, OF_KEY, OF_CUSTOMER)) {
      String query = parameters == null ? "" : "?" + parameters;
      assertAnswer(wire.get(path + query), 400, -1, text);
    }
    assertThat(billing.queries).isEmpty();
  }

  /** Each list names its own parameters, though all of them take both names. */
  @ParameterizedTest
  @ValueSource(strings = {"", "?from=1", "?schedule_to=1"})
  void a_list_without_a_range_is_told_the_names_of_its_parameters(String query) {
    String missing = " 파라메터가 누락되었습니다.";
    assertAnswer(wire.get(ALL + query), 400, -1, "schedule_from, schedule_to" + missing);
    for (String path : List.of(OF_KEY, OF_CUSTOMER)) {
      assertAnswer(wire.get(path + query), 400, -1, "from, to" + missing);
    }
    assertThat(billing.queries).isEmpty();
  }

  /**
   * Three months in Korea's calendar: 1 December to 1 March, and 28 February to 31 May counted
   * backwards.
   */
  @ParameterizedTest
  @CsvSource({
    "1796050800, 1803826800, 200", // 2026-12-01 to 2027-03-01
    "1796050800, 1803826801, 400",
    "1803740400, 1811689200, 200", // 2027-02-28 to 2027-05-31
    "1803740400, 1811689201, 400",
  })
  void a_list_reaches_over_three_months(long from, long to, int status) {
    var reply = wire.get(ALL + "?from=" + from + "&to=" + to);
    assertThat(reply.status()).isEqualTo(status);
    if (status == 400) {
      assertAnswer(reply, 400, -1, "최대 3개월간 검색이 가능합니다");
    }
  }

  @Test
  @Tag("G31")
  void anothers_schedules_are_as_unknown_as_none() {
    billing.schedules.add(pending("o"));
    billing.total = 1;
    for (String path : List.of(ALL, OF_KEY, OF_CUSTOMER)) {
      var reply =
          wire.send(wire.request(path + RANGE).header("Authorization", FakeHub.OTHER_TOKEN));
      assertThat(reply.body())
          .isEqualTo(
              "{\"code\":0,\"message\":null,\"response\":"
                  + "{\"list\":[],\"next\":0,\"previous\":0,\"total\":0}}");
    }
  }

  @Test
  void customers_is_an_order_number_too() {
    billing.schedules.add(pending("customers"));
    assertThat(wire.get(ALL + "/customers").response().get("merchant_uid").asString())
        .isEqualTo("customers");
    assertThat(billing.queries).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /subscribe/payments/schedule, 'GET, POST'",
    "PUT, /subscribe/payments/schedule/, 'GET, POST'",
    "GET, /subscribe/payments/unschedule, POST",
    "POST, /subscribe/payments/schedule/o, 'GET, PUT'",
    "DELETE, /subscribe/payments/schedule/o, 'GET, PUT'",
    "POST, /subscribe/payments/schedule/customers/c, GET",
    "DELETE, /subscribe/payments/schedule/customers/c, GET",
    "GET, /subscribe/payments/schedule/o/reschedule, POST",
    "PUT, /subscribe/payments/schedule/o/retry, POST",
    "POST, /subscribe/customers/c/schedules, GET",
  })
  void a_wrong_method_is_405_and_without_a_token_all_is_401(
      String method, String path, String allowed) {
    var reply = wire.send(wire.request(path).method(method, BodyPublishers.noBody()));
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    EnvelopeTest.assertEnvelope(reply);
    for (String right : List.of(allowed.split(", "))) {
      assertAnswer(
          wire.send(wire.request(path).method(right, BodyPublishers.noBody())),
          401,
          -1,
          "Unauthorized");
    }
  }
}
