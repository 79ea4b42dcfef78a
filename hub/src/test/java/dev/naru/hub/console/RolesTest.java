package dev.naru.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.naru.hub.audit.Audit;
import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.testing.Shop;
import dev.naru.hub.user.Action;
import dev.naru.hub.user.Role;
import dev.naru.hub.user.Sessions;
import dev.naru.hub.user.User;
import dev.naru.hub.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the console, asked for by every role. */
@Tag("G32")
class RolesTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "roles.md");
  private static final String HEAD =
      """
      # Who may do what in the console

      Printed from the code (`dev.naru.hub.user.Action`): `./naru pages` writes this page anew. The server asks this table before every action;
      the pages merely offer nothing else. A user belongs to one merchant and reaches nothing of another. An operator belongs to the hub, and
      works on the merchant that they choose. What is refused leaves a line in the audit log.

      """;

  private final RunningHub hub = RunningHub.shared();
  private final Shop shop = hub.newShop();
  private final Map<Role, Browser> browsers = new EnumMap<>(Role.class);

  private record Route(String method, String path, Action action) {}

  /** The hub's own routes: one that is added is asked for here without another line. */
  private List<Route> routes() {
    return hub.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().hasMethodAnnotation(Needs.class))
        .flatMap(entry ->
            entry.getKey().getPatternValues().stream()
                .map(path ->
                    new Route(
                        entry.getKey().getMethodsCondition().getMethods().iterator().next().name(),
                        path.replaceAll("\\{[^}]*}", "unknown"),
                        Objects.requireNonNull(entry.getValue().getMethodAnnotation(Needs.class))
                            .value())))
        .filter(route -> !route.path().equals("/console/sign-out"))
        .toList();
  }

  private Browser browserOf(Role role) {
    return browsers.computeIfAbsent(
        role,
        _ -> {
          User user =
              People.add(hub, role == Role.OPERATOR ? Users.HUB : shop.merchant.id(), role, null);
          Browser browser = new Browser(hub);
          browser.cookies.put("naru_console", hub.bean(Sessions.class).begin(user, null));
          if (role == Role.OPERATOR) {
            browser.get("/console/merchants");
            browser.post("/console/merchants", Map.of("merchant", shop.merchant.userCode()));
          }
          return browser;
        });
  }

  @TestFactory
  Stream<DynamicTest> every_role_gets_where_the_table_lets_it_and_nowhere_else() {
    List<Route> routes = routes();
    assertThat(routes).extracting(Route::action).contains(Action.SEE_HOME, Action.SEE_CHANNELS);
    return Arrays.stream(Role.values())
        .flatMap(role ->
            routes.stream()
                .map(route ->
                    dynamicTest(
                        role.word() + " " + route.method() + " " + route.path(),
                        () -> assertGuarded(role, route))));
  }

  private void assertGuarded(Role role, Route route) {
    Browser browser = browserOf(role);
    Browser.Page answer;
    if (route.method().equals("GET")) {
      answer = browser.get(route.path());
    } else {
      browser.get("/console/account");
      answer = browser.post(route.path(), new HashMap<>());
    }
    if (route.action().isFor(role)) {
      assertThat(answer.status()).as(answer.text()).isIn(200, 303, 404, 422);
    } else {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("권한이 없습니다");
    }
  }

  @Test
  void a_refused_action_is_in_the_audit_log() {
    Browser browser = browserOf(Role.READ_ONLY);
    browser.get("/console/merchants");
    assertThat(hub.bean(Audit.class).newest(50))
        .anySatisfy(line -> {
          assertThat(line.change().what()).isEqualTo("denied");
          assertThat(line.change().subject()).isEqualTo("GET /console/merchants");
          assertThat(line.change().merchantId()).isEqualTo(shop.merchant.id());
          assertThat(line.change().after()).containsEntry("role", "read-only");
        });
  }

  @Test
  void a_merchants_role_never_acts_for_the_hub_and_an_operator_never_refunds() {
    assertThat(Role.OF_MERCHANTS).doesNotContain(Role.OPERATOR);
    assertThat(Action.CHOOSE_MERCHANT.roles()).containsExactly(Role.OPERATOR);
    assertThat(Action.CANCEL_PAYMENTS.isFor(Role.OPERATOR)).isFalse();
    assertThat(Action.values())
        .filteredOn(action -> action.isFor(Role.READ_ONLY))
        .allSatisfy(action ->
            assertThat(action.name().startsWith("SEE_") || action == Action.USE_OWN_ACCOUNT)
                .as(action.name())
                .isTrue());
  }

  @Test
  void the_page_of_roles_is_what_the_table_says() throws IOException {
    String page = HEAD + table();
    if (Boolean.getBoolean("naru.write-pages")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("%s is not what the table says; ./naru pages writes it anew", PAGE)
        .isEqualTo(page);
  }

  private static String table() {
    String names = Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(" | "));
    String lines =
        Arrays.stream(Action.values())
            .map(action ->
                "| %s | %s |\n"
                    .formatted(
                        action.sentence(),
                        Arrays.stream(Role.values())
                            .map(role -> action.isFor(role) ? "yes" : "–")
                            .collect(Collectors.joining(" | "))))
            .collect(Collectors.joining());
    return "| Action | " + names + " |\n|---" + "|---".repeat(Role.values().length) + "|\n" + lines;
  }
}
