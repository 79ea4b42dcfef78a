package dev.naru.pg.mobilians.statement;

import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CSV line by line. Cells in quotes may hold commas, but no cell holds a line break. */
final class CsvLines {

  private static final int LONGEST = 8_192;

  private final BufferedReader in;
  private long number;

  CsvLines(BufferedReader in) {
    this.in = in;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** The cells of the next line; empty at the end. */
  Optional<List<String>> next() throws IOException, UnreadableStatementException {
    String line = in.readLine();
    if (line == null) {
      return Optional.empty();
    }
    number++;
    if (line.length() > LONGEST) {
      throw wrong("this line is too long");
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean escaped = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (escaped) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw wrong("a quote on this line has no end");
    }
    cells.add(cell.toString().strip());
    return Optional.of(cells);
  }

  UnreadableStatementException wrong(String why) {
    return new UnreadableStatementException(number, why);
  }
}
