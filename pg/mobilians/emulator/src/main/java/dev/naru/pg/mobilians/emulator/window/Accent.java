package dev.naru.pg.mobilians.emulator.window;

/**
 * The stylesheet for a shop's own colour ({@code css_type}), with text that stays readable on any
 * colour.
 */
final class Accent {

  /** The contrast that WCAG AA requires of text. */
  private static final double LEAST_CONTRAST = 4.5;

  private Accent() {}

  /**
   * The stylesheet.
   *
   * @param colour {@code #RRGGBB}; empty for the window's own colour
   */
  static String css(String colour) {
    if (colour.isEmpty()) {
      return "";
    }
    boolean dark = 1.05 / (luminance(colour) + 0.05) >= LEAST_CONTRAST;
    return """
    :root {
      --accent: %s;
      --accent-deep: color-mix(in srgb, %s 84%%, #000);
      --accent-soft: color-mix(in srgb, %s 9%%, #fff);
      --on-accent: %s;
      --accent-text: %s;
    }
    """
        .formatted(colour, colour, colour, dark ? "#fff" : "#16191d", dark ? colour : "#16191d");
  }

  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double c = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
