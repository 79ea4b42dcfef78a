package dev.naru.hub.v1;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Puts an answer into {@code {code, message, response}} and sends it whole. */
final class Envelope {

  static final String CONTENT_TYPE = "application/json; charset=UTF-8";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Envelope() {}

  static byte[] bytes(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberProperty("code", answer.code());
      out.writeStringProperty("message", answer.message());
      out.writeName("response");
      Json response = answer.response();
      if (response == null) {
        out.writeNull();
      } else {
        response.write(out);
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * In one write with its length: a client reads the first piece alone (spec/rest-api.md §1.10).
   */
  static void send(HttpServletResponse response, Answer answer) throws IOException {
    byte[] body = bytes(answer);
    response.setStatus(answer.status());
    response.setHeader("Content-Type", CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    answer.headers().forEach(response::setHeader);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
