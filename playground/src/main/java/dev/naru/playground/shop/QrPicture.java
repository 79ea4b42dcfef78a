package dev.naru.playground.shop;

import io.nayuki.qrcodegen.QrCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** An address as a QR code, for a phone's camera. */
public final class QrPicture {

  /**
   * The width of the light margin around the code, in modules. Cameras need it to find the code.
   */
  private static final int MARGIN = 2;

  private QrPicture() {}

  /**
   * The code's lines for a terminal. A line holds two rows of modules, as half blocks; the light
   * modules are printed.
   */
  public static List<String> lines(URI address) {
    QrCode code = QrCode.encodeText(address.toString(), QrCode.Ecc.LOW);
    List<String> lines = new ArrayList<>();
    for (int y = -MARGIN; y < code.size + MARGIN; y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = -MARGIN; x < code.size + MARGIN; x++) {
        boolean upper = !code.getModule(x, y);
        boolean lower = y + 1 < code.size + MARGIN && !code.getModule(x, y + 1);
        line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** The code as an SVG for a page. */
  static String svg(URI address) {
    QrCode code = QrCode.encodeText(address.toString(), QrCode.Ecc.MEDIUM);
    StringBuilder dark = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          dark.append("M%d %dh1v1h-1z".formatted(x + MARGIN, y + MARGIN));
        }
      }
    }
    int size = code.size + 2 * MARGIN;
    return "<svg class=\"qr\" role=\"img\" aria-label=\"QR\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\"><path d=\"%2$s\"/></svg>"
        .formatted(size, dark);
  }
}
