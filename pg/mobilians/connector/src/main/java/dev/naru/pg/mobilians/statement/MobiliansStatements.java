package dev.naru.pg.mobilians.statement;

import dev.naru.pg.spi.AllowedValues;
import dev.naru.pg.spi.Bilingual;
import dev.naru.pg.spi.ChannelConfig;
import dev.naru.pg.spi.GivesStatements.Kind;
import dev.naru.pg.spi.GivesStatements.StatementForm;
import dev.naru.pg.spi.GivesStatements.UnreadableStatementException;
import dev.naru.pg.spi.SettingField;
import dev.naru.pg.spi.StatementRow;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Reads the list that is exported from KG Mobilians' merchant console. */
public final class MobiliansStatements {

  public static final StatementForm TRANSACTIONS =
      new StatementForm(
          "transactions",
          Kind.TRANSACTIONS,
          false,
          new Bilingual("거래 내역 (CSV)", "Transactions (CSV)"));

  public static final List<StatementForm> FORMS = List.of(TRANSACTIONS);

  /** The channel's setting that says which column holds which value. */
  public static final SettingField COLUMNS =
      SettingField.of(
              Columns.SETTING,
              new Bilingual("내역 파일의 열 (대사)", "Columns of the exported list (reconciliation)"),
              new Bilingual(
                  "상점관리자에서 받은 거래 내역 파일의 열 이름과 낱말이 기본과 다를 때 이름=열로 적습니다. 예: at=승인일시; tid=거래ID.",
                  "Where the exported list's columns or words aren't the usual ones: name=column,"
                      + " for example at=승인일시; tid=거래ID."))
          .allowing(AllowedValues.matching("(" + Columns.FORM + ")?"));

  private static final int BOM_LENGTH = 3;

  private MobiliansStatements() {}

  /** Reads a list. */
  public static void read(
      ChannelConfig channel, LocalDate day, InputStream raw, Consumer<StatementRow> rows)
      throws UnreadableStatementException, IOException {
    Columns columns = Columns.of(channel);
    var in = new BufferedInputStream(raw, 1 << 16);
    Charset charset = hasBom(in) ? StandardCharsets.UTF_8 : columns.charset();
    var text =
        new BufferedReader(
            new InputStreamReader(
                in,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    var lines = new CsvLines(text);
    try {
      new TransactionList(channel.mid(), day, columns, lines, rows).read();
    } catch (CharacterCodingException wrongCharset) {
      throw new UnreadableStatementException(
          lines.number() + 1,
          "this isn't "
              + charset.name()
              + ": save it in that charset, or name its own at the channel");
    }
  }

  private static boolean hasBom(BufferedInputStream in) throws IOException {
    in.mark(BOM_LENGTH);
    byte[] start = in.readNBytes(BOM_LENGTH);
    boolean bom =
        start.length == BOM_LENGTH
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!bom) {
      in.reset();
    }
    return bom;
  }
}
