package dev.naru.hub.console;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A QR code as the path of an SVG, so that the page needs no image file and no script.
 *
 * @param size the image's width in modules, with the margin of four that readers need
 * @param path the dark modules
 */
public record QrCode(int size, String path) {

  private static final int QUIET = 4;

  /** The code of a text, which may be some hundred characters long. */
  public static QrCode of(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return new QrCode(code.size + 2 * QUIET, path.toString());
  }
}
