package dev.naru.hub.v1.wire;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a response as V1's envelope {@code {code, message, response}} and sends it. */
final class Envelope {

  static final String CONTENT_TYPE = "application/json; charset=UTF-8";

  private static final JsonMapper JSON = JsonMapper.shared();

  private Envelope() {}

  static byte[] bytes(ApiResponse sent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberProperty("code", sent.code());
      out.writeStringProperty("message", sent.message());
      out.writeName("response");
      WritesJson response = sent.response();
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
   * Sends the response in one write, with its length: one of V1's clients reads nothing but the
   * first piece that arrives (spec/rest-api.md §1.10).
   */
  static void send(HttpServletResponse response, ApiResponse sent) throws IOException {
    sent.headers().forEach(response::setHeader);
    send(response, sent.status(), bytes(sent));
  }

  /**
   * Sends the response like {@link #send(HttpServletResponse, ApiResponse)}, and notes it for the
   * request log.
   */
  static void send(HttpServletRequest request, HttpServletResponse response, ApiResponse sent)
      throws IOException {
    sent.headers().forEach(response::setHeader);
    byte[] body = bytes(sent);
    CallNotes.answered(request, body);
    send(response, sent.status(), body);
  }

  /** Sends the bytes of an envelope. */
  static void send(HttpServletResponse response, int status, byte[] body) throws IOException {
    response.setStatus(status);
    response.setHeader("Content-Type", CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
