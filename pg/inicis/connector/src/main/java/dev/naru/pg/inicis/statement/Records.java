package dev.naru.pg.inicis.statement;

import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Splits a list into records, which end with {@code <br>}, and each record into fields at {@code
 * |}. It splits bytes, not decoded text: in EUC-KR these characters are never part of a Korean one
 * (protocols/reconciliation.md §3.5). Line breaks are ignored. Only one record is in memory.
 */
final class Records {

  private static final byte[] END = "<br>".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 8_192;

  private final InputStream in;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream(512);
  private long number;
  private boolean ended;

  Records(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The number of the record that was read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The fields of the next record, with one character for each byte; empty at the list's end.
   *
   * @throws UnreadableStatementException if the last record has no end, or a record is too long
   */
  Optional<String[]> next() throws IOException, UnreadableStatementException {
    record.reset();
    int matched = 0;
    boolean content = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\r' || b == '\n') {
        continue;
      }
      content |= b != ' ';
      record.write(b);
      matched = b == END[matched] ? matched + 1 : b == END[0] ? 1 : 0;
      if (matched == END.length) {
        number++;
        ended = true;
        byte[] bytes = record.toByteArray();
        String text = new String(bytes, 0, bytes.length - END.length, StandardCharsets.ISO_8859_1);
        return Optional.of(text.split("\\|", -1));
      }
      if (record.size() > LONGEST) {
        throw wrong("this record is too long");
      }
    }
    if (!content) {
      return Optional.empty();
    }
    // It isn't known whether KG INICIS ends the last record; one that has all its fields is
    // complete.
    number++;
    ended = false;
    return Optional.of(record.toString(StandardCharsets.ISO_8859_1).split("\\|", -1));
  }

  /** Whether the record that was read last ended with {@code <br>}. */
  boolean hasEnded() {
    return ended;
  }

  UnreadableStatementException wrong(String why) {
    return new UnreadableStatementException(number, why);
  }
}
