package dev.naru.hub.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.naru.hub.testing.RunningHub;
import dev.naru.hub.v1.document.ApiDocument;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document is what the hub does, and differs from V1's published schema only where
 * docs/reference/differences.md says why. What it says of answers is held by {@code
 * DocumentedAnswers}, through which all wire tests' answers go.
 */
class ApiDocumentTest {

  private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(ApiDocument.asJson());
  private static final String OTHER_PG = "다른 PG";

  /** A parameter or a field, and the operation that has it here or there alone. */
  private record Difference(String operation, String name) {}

  @Test
  void it_is_served_to_everybody_with_a_page_that_reads_it() throws Exception {
    HttpResponse<String> document = get("/v3/api-docs");
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(JsonMapper.shared().readTree(document.body())).isEqualTo(DOCUMENT);
    for (String file :
        List.of("index.html", "start.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
      assertThat(get("/swagger-ui/" + file).statusCode()).as(file).isEqualTo(200);
    }
    assertThat(get("/swagger-ui/index.css").statusCode())
        .as("of the library's files, those that the page needs")
        .isEqualTo(404);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(RunningHub.shared().base().resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(DOCUMENT.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  @Test
  void an_operation_has_a_name_of_its_own() {
    List<String> names = DOCUMENT.path("paths").findValuesAsString("operationId");
    assertThat(names).hasSize(OpenApi.operations(DOCUMENT).size()).doesNotHaveDuplicates();
  }

  @Test
  void the_page_of_differences_names_operations_and_what_they_lack() throws IOException {
    Set<String> operations = OpenApi.operations(DOCUMENT);
    assertThat(decided())
        .isNotEmpty()
        .allSatisfy(decided ->
            assertThat(operations).contains(decided.operation().replaceAll("\\{[^}]*}", "{}")));
  }

  /** The published schema isn't naru's to copy; whoever has one names it. */
  @Test
  @EnabledIfEnvironmentVariable(named = "NARU_V1_SCHEMA", matches = ".+")
  void it_differs_from_the_published_schema_only_where_that_is_decided() throws IOException {
    JsonNode published =
        JsonMapper.shared().readTree(Path.of(System.getenv("NARU_V1_SCHEMA")).toFile());
    Set<Difference> found =
        published
            .path("paths")
            .propertyStream()
            .flatMap(path ->
                path.getValue()
                    .propertyStream()
                    .flatMap(method ->
                        differences(published, path.getKey(), method.getKey(), method.getValue())))
            .collect(Collectors.toSet());
    assertThat(found).containsExactlyInAnyOrderElementsOf(Set.copyOf(decided()));
  }

  private static Stream<Difference> differences(
      JsonNode published, String path, String method, JsonNode theirs) {
    JsonNode ours = DOCUMENT.path("paths").path(path).path(method);
    assertThat(ours.isMissingNode()).as("%s %s", method, path).isFalse();
    if (ours.path("tags").toString().contains(OTHER_PG)) {
      return Stream.empty();
    }
    String operation = method.toUpperCase(Locale.ROOT) + " " + path;
    Set<String> names =
        OpenApi.symmetricDifference(OpenApi.publishedParameters(theirs), OpenApi.parameters(ours));
    Set<String> fields =
        OpenApi.symmetricDifference(
            OpenApi.publishedFields(published, theirs), OpenApi.fields(DOCUMENT, ours));
    return Stream.concat(
        names.stream().map(name -> new Difference(operation, name)),
        fields.stream().map(name -> new Difference(operation, "response." + name)));
  }

  /** The lines {@code | `name` | `METHOD /path`, ... | why |}. */
  private static List<Difference> decided() throws IOException {
    return Files.readAllLines(OpenApi.root().resolve("docs/reference/differences.md")).stream()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> {
          String[] cells = line.split("\\|");
          assertThat(cells[3].strip()).as("why: %s", line).isNotEmpty();
          return codes(cells[2])
              .flatMap(operation -> codes(cells[1]).map(name -> new Difference(operation, name)));
        })
        .toList();
  }

  private static Stream<String> codes(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(it -> it.group(1));
  }
}
