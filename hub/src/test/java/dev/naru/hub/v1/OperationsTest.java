package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.v1.document.ApiDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the list of V1's operations against the hub's routes, and the page that is printed of it.
 */
class OperationsTest extends OnTheWire {

  /** Paths that V1 had before its schema was published, and that clients still call. */
  private static final Set<String> LEGACY =
      Set.of(
          "POST /subscribe/payments/foreign",
          "GET /kakao/payment/orders",
          "GET /vbanks/holder",
          "GET /payments/find/{}",
          "GET /payments/findAll/{}",
          "GET /payments/findAll",
          "GET /payments/status");

  /** Where the hub's own routes refuse what another route would take. */
  private static final Set<String> REFUSALS = Set.of("* /payments/cancel", "* /payments/prepare");

  private static final String BEGIN = "<!-- generated (dev.naru.hub.v1.OperationsTest) -->\n";
  private static final String END = "<!-- /generated -->";
  private static final Path ROOT = OpenApi.root();

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping routes;

  /**
   * @param test the class that proves it; a dash where nothing does
   */
  private record Operation(String method, String path, String test) {

    static Operation read(String line) {
      String[] words = line.split(" ");
      return new Operation(words[0], words[1], words[2]);
    }

    boolean isBuilt() {
      return !test.equals("-");
    }

    String shape() {
      return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    Path file() {
      try (Stream<Path> files = Files.walk(ROOT.resolve("hub/src/test/java"))) {
        return files
            .filter(file -> file.getFileName().toString().equals(test + ".java"))
            .min(Comparator.comparing(file -> !file.endsWith(Path.of("v1", test + ".java"))))
            .orElseThrow(() -> new AssertionError("no test " + test));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void every_built_operation_has_a_route_and_every_route_is_an_operation() {
    Set<String> listed =
        operations().stream()
            .filter(Operation::isBuilt)
            .map(Operation::shape)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = served();
    assertThat(served).containsAll(listed);
    served.removeAll(listed);
    served.removeAll(LEGACY);
    served.removeAll(REFUSALS);
    assertThat(served).isEmpty();
  }

  @Test
  void the_openapi_document_has_every_route_and_no_other() {
    Set<String> documented = OpenApi.operations(JsonMapper.shared().readTree(ApiDocument.asJson()));
    Set<String> served = served();
    served.removeAll(REFUSALS);
    assertThat(documented).isEqualTo(served);
  }

  @Test
  void the_page_lists_eighty_operations_with_their_tests() throws IOException {
    assertThat(operations()).hasSize(80);
    Path file = ROOT.resolve("docs/reference/operations.md");
    String page = Files.readString(file);
    String head = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String generated = generated();
    if (Boolean.getBoolean("naru.write-pages")) {
      Files.writeString(file, head + generated + END + "\n");
      return;
    }
    assertThat(page)
        .as("%s is not what the list says; ./naru pages writes it anew", file)
        .isEqualTo(head + generated + END + "\n");
  }

  /** The published schema isn't naru's to copy; whoever has one names it. */
  @Test
  @EnabledIfEnvironmentVariable(named = "NARU_V1_SCHEMA", matches = ".+")
  void the_list_is_what_the_published_schema_lists() throws IOException {
    var schema = JsonMapper.shared().readTree(Path.of(System.getenv("NARU_V1_SCHEMA")).toFile());
    Set<String> published =
        schema
            .path("paths")
            .propertyStream()
            .flatMap(path ->
                path.getValue()
                    .propertyStream()
                    .map(method ->
                        method.getKey().toUpperCase(java.util.Locale.ROOT)
                            + " "
                            + path.getKey().replaceAll("\\{[^}]*}", "{}")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(operations().stream().map(Operation::shape).toList())
        .containsExactlyInAnyOrderElementsOf(published);
  }

  private static String generated() {
    List<Operation> all = operations();
    StringBuilder page = new StringBuilder();
    page.append(
        "%d of %d operations are built.\n\n| Operation | Proved by |\n|---|---|\n"
            .formatted(all.stream().filter(Operation::isBuilt).count(), all.size()));
    for (Operation each : all) {
      page.append("| `%s %s` | ".formatted(each.method(), each.path()));
      page.append(
          each.isBuilt()
              ? "[%s](../../%s)".formatted(each.test(), ROOT.relativize(each.file()))
              : "not built yet");
      page.append(" |\n");
    }
    return page.toString();
  }

  private Set<String> served() {
    return routes.getHandlerMethods().entrySet().stream()
        .filter(route -> route.getValue().getBeanType().getPackageName().equals("dev.naru.hub.v1"))
        .filter(route -> !route.getValue().getBeanType().getName().contains("Neighbour"))
        .flatMap(route -> {
          var methods = route.getKey().getMethodsCondition().getMethods();
          return route.getKey().getPatternValues().stream()
              .map(path -> path.replaceAll("\\{[^}]*}", "{}"))
              .flatMap(path ->
                  methods.isEmpty()
                      ? Stream.of("* " + path)
                      : methods.stream().map(method -> method + " " + path));
        })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Operation> operations() {
    try {
      return Files.readAllLines(
              ROOT.resolve("hub/src/test/resources/dev/naru/hub/v1/operations.txt"))
          .stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Operation::read)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
