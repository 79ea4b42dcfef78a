package dev.naru.hub.text;

/**
 * Makes other people's texts safe in a spreadsheet's cell: the spreadsheet would carry out one that
 * looks like a formula.
 */
public final class SpreadsheetText {

  private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

  private SpreadsheetText() {}

  /** The text, with an apostrophe in front if it begins like a formula. */
  public static String safe(String text) {
    return text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  /** A cell of a CSV file (RFC 4180) with a {@link #safe} text. */
  public static String cell(String text) {
    String safe = safe(text);
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
