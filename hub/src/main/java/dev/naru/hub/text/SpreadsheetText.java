package dev.naru.hub.text;

/**
 * Texts of strangers in a cell of a spreadsheet, which would carry out what looks like a formula.
 */
public final class SpreadsheetText {

  private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

  private SpreadsheetText() {}

  /** The text, behind an apostrophe where it begins like a formula. */
  public static String safe(String text) {
    return text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  /** A cell of a CSV file (RFC 4180) with a {@link #safe} text. */
  public static String cell(String text) {
    String safe = safe(text);
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
