package dev.naru.hub.webhook;

import java.nio.charset.StandardCharsets;

/** What may go into a text column. */
final class Text {

  private Text() {}

  /** PostgreSQL keeps neither NUL nor half a character; strangers send both. */
  static String storable(String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replace('\u0000', '\uFFFD');
  }
}
