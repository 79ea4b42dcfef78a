package dev.naru.hub.v1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads names out of our OpenAPI document, and out of V1's schema, which is of Swagger 2.0. */
final class OpenApi {

  private OpenApi() {}

  /** For example {@code GET /payments/{}}. */
  static Set<String> operations(JsonNode document) {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(path ->
            path.getValue()
                .propertyStream()
                .map(property -> property.getKey())
                .filter(key -> !key.equals("parameters"))
                .map(method ->
                    method.toUpperCase(Locale.ROOT)
                        + " "
                        + path.getKey().replaceAll("\\{[^}]*}", "{}")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> parameters(JsonNode operation) {
    Stream<String> inQuery =
        operation
            .path("parameters")
            .valueStream()
            .filter(parameter -> parameter.has("name"))
            .map(parameter -> parameter.path("name").asString());
    Stream<String> inBody =
        operation
            .at("/requestBody/content/application~1json/schema/properties")
            .propertyStream()
            .map(property -> property.getKey());
    return Stream.concat(inQuery, inBody).collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> publishedParameters(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .filter(parameter -> !parameter.path("in").asString().equals("path"))
        .map(parameter -> parameter.path("name").asString().replaceAll("\\[.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> fields(JsonNode document, JsonNode operation) {
    return fieldsOf(
        document,
        operation.at(
            "/responses/200/content/application~1json/schema/allOf/1/properties/response"));
  }

  static Set<String> publishedFields(JsonNode document, JsonNode operation) {
    JsonNode schema = operation.at("/responses/200/schema");
    // A billing key's answer is said to be of one of two shapes; the other is of groups of
    // channels.
    JsonNode ofKey = schema.findValue("CustomerResponse");
    JsonNode envelope = resolved(document, ofKey == null ? schema : ofKey);
    JsonNode response =
        envelope
            .path("allOf")
            .valueStream()
            .map(part -> part.at("/properties/response"))
            .filter(part -> !part.isMissingNode())
            .findFirst()
            .orElse(envelope.at("/properties/response"));
    return fieldsOf(document, response);
  }

  /** The names of an object's fields, or of those of a list's items. */
  private static Set<String> fieldsOf(JsonNode document, JsonNode schema) {
    JsonNode meant = resolved(document, schema);
    if (meant.has("anyOf")) {
      return meant
          .path("anyOf")
          .valueStream()
          .flatMap(one -> fieldsOf(document, one).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
    return meant.has("items")
        ? fieldsOf(document, meant.path("items"))
        : meant
            .path("properties")
            .propertyStream()
            .map(property -> property.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
  }

  static Set<String> symmetricDifference(Set<String> one, Set<String> other) {
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    all.removeIf(name -> one.contains(name) && other.contains(name));
    return all;
  }

  /** Tests run in the module's folder or in the project's. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("docs/reference"))) {
        return at;
      }
    }
    throw new AssertionError("no docs/reference above " + Path.of("").toAbsolutePath());
  }
}
