package dev.naru.pg.inicis.wire;

/**
 * A request of INIAPI v2 (protocols/inicis.md §7).
 *
 * <p>The hash covers the text of {@code data}. That text is written once, hashed, and put into the
 * body as it is: a second serializer could order or escape it differently.
 *
 * @param dataJson the text of {@code data}
 * @param hashData over key, mid, type, timestamp and {@code dataJson}
 */
public record V2Envelope(
    String mid, String type, String timestamp, String clientIp, String dataJson, String hashData) {

  /** The request's body. */
  public String body() {
    return "{\"mid\":"
        + Json.quote(mid)
        + ",\"type\":"
        + Json.quote(type)
        + ",\"timestamp\":"
        + Json.quote(timestamp)
        + ",\"clientIp\":"
        + Json.quote(clientIp)
        + ",\"data\":"
        + dataJson
        + ",\"hashData\":"
        + Json.quote(hashData)
        + "}";
  }
}
