package dev.naru.admin;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of CSV (RFC 4180) whose first line names the columns, in any order.
 *
 * @param columns the columns in the file's order
 * @param lines the lines after the first; empty lines are left out
 */
record CsvFile(List<String> columns, List<CsvLine> lines) {

  /** The most lines that a file may have: as many as one transaction enters in some minutes. */
  static final int MOST_LINES = 500_000;

  /**
   * Reads a whole file, because either all its lines are entered or none.
   *
   * @param file {@code -} for standard input
   * @throws RefusedCommand when the file can't be read, is no CSV or has too many lines
   */
  static CsvFile read(String file, String charset, InputStream in) {
    try (Reader reader = open(file, charset(charset), in);
        CSVParser parser =
            CSVParser.builder().setReader(reader).setFormat(CSVFormat.RFC4180).get()) {
      return read(file, parser);
    } catch (CharacterCodingException wrong) {
      throw RefusedCommand.notDone("import.charset-wrong", file, charset);
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw RefusedCommand.notDone("import.charset-wrong", file, charset);
      }
      throw unreadable(file, e);
    }
  }

  private static RefusedCommand unreadable(String file, Exception why) {
    return RefusedCommand.notDone("import.unreadable", file, Refusals.ofFile(why));
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw RefusedCommand.wrongUse("import.charset", name);
    }
  }

  private static Reader open(String file, Charset charset, InputStream in) throws IOException {
    InputStream bytes =
        new BufferedInputStream(file.equals("-") ? in : Files.newInputStream(Path.of(file)));
    return new BufferedReader(
        new InputStreamReader(
            bytes,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  private static CsvFile read(String file, CSVParser parser) {
    List<String> columns = new ArrayList<>();
    List<CsvLine> lines = new ArrayList<>();
    long begins = 1;
    for (CSVRecord record : parser) {
      if (columns.isEmpty()) {
        record.forEach(name -> columns.add(name.replace("\uFEFF", "").strip()));
      } else if (record.size() > 1 || !record.get(0).isBlank()) {
        if (lines.size() == MOST_LINES) {
          throw RefusedCommand.notDone("import.too-long", file, String.valueOf(MOST_LINES));
        }
        lines.add(line(begins, columns, record));
      }
      begins = parser.getCurrentLineNumber() + 1;
    }
    return new CsvFile(List.copyOf(columns), List.copyOf(lines));
  }

  private static CsvLine line(long number, List<String> columns, CSVRecord record) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), record.size()); i++) {
      values.put(columns.get(i), record.get(i));
    }
    return new CsvLine(number, record.size() == columns.size(), values);
  }

  /**
   * Refuses a missing, unknown or repeated column: a misspelt one would otherwise be ignored
   * silently.
   */
  void check(Set<String> needed, Set<String> known) {
    Set<String> seen = new java.util.HashSet<>();
    for (String column : columns) {
      if (!known.contains(column) || !seen.add(column)) {
        // The file may be something else, even a file of secrets, so its content is not repeated.
        throw RefusedCommand.notDone(
            "import.column",
            column.matches("[A-Za-z0-9_]{1,40}") ? column : "…",
            String.join(", ", known.stream().sorted().toList()));
      }
    }
    List<String> missing = needed.stream().filter(it -> !seen.contains(it)).sorted().toList();
    if (!missing.isEmpty()) {
      throw RefusedCommand.notDone("import.column-missing", String.join(", ", missing));
    }
  }
}
