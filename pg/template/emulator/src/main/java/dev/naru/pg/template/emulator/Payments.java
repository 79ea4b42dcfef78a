package dev.naru.pg.template.emulator;

import dev.naru.sandbox.SandboxServices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what buyers agreed to in windows, under the token that the merchant's server sends back.
 */
final class Payments {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final String KIND = "agreed";
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final SandboxServices sandbox;

  Payments(SandboxServices sandbox) {
    this.sandbox = sandbox;
  }

  /** Stores an agreement and returns its token. */
  String agreed(Map<String, String> fields) {
    String token = UUID.randomUUID().toString();
    sandbox.records().put(TemplateEmulator.PG, KIND, token, JSON.writeValueAsString(fields));
    return token;
  }

  /** Finds an agreement and marks it as used; empty for an unknown or used token. */
  Optional<Map<String, String>> use(String token) {
    boolean[] fresh = {false};
    Optional<Map<String, String>> found =
        sandbox
            .records()
            .change(
                TemplateEmulator.PG,
                KIND,
                token,
                text -> {
                  Map<String, String> fields = new LinkedHashMap<>(JSON.readValue(text, FIELDS));
                  fresh[0] = fields.putIfAbsent("used", "yes") == null;
                  return JSON.writeValueAsString(fields);
                })
            .map(text -> JSON.readValue(text, FIELDS));
    return found.filter(_ -> fresh[0]);
  }
}
