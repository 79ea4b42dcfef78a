package dev.naru.pg.inicis.wire;

/**
 * A request of INIAPI v2 (protocols/inicis.md §7).
 *
 * <p>The hash covers the text of {@code data}. So that text is written once, hashed, and put into
 * the body unchanged; writing it a second time could order or escape it differently.
 *
 * @param dataJson the text of {@code data}
 * @param hashData the hash over key, mid, type, timestamp and {@code dataJson}
 */
public record V2Envelope(
    String mid, String type, String timestamp, String clientIp, String dataJson, String hashData) {

  /** The JSON of the request's body. */
  public String body() {
    return "{\"mid\":"
        + InicisJson.quote(mid)
        + ",\"type\":"
        + InicisJson.quote(type)
        + ",\"timestamp\":"
        + InicisJson.quote(timestamp)
        + ",\"clientIp\":"
        + InicisJson.quote(clientIp)
        + ",\"data\":"
        + dataJson
        + ",\"hashData\":"
        + InicisJson.quote(hashData)
        + "}";
  }
}
