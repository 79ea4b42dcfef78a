package dev.naru.hub.v1.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI document, which is written by hand: {@code openapi.yaml} beside this class. Tests
 * compare it with the hub's routes, with every answer that they get and, where a copy is at hand,
 * with V1's published schema.
 */
public final class ApiDocument {

  private static final String SOURCE = "openapi.yaml";

  private ApiDocument() {}

  /** The document as JSON, in UTF-8. */
  public static byte[] asJson() {
    try (InputStream in = ApiDocument.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + SOURCE);
      }
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(Integer.MAX_VALUE); // the file is our own
      Object document = new Yaml(new SafeConstructor(options)).load(in);
      return JsonMapper.shared().writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
