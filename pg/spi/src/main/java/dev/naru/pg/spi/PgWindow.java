package dev.naru.pg.spi;

import java.net.URI;
import java.util.SequencedMap;

/** How a browser opens a PG's window. Holds no secret: the buyer sees all of it. */
public sealed interface PgWindow {

  /**
   * The page holds a form with these fields and the PG's script, and calls {@code
   * openFunction(formId)}.
   *
   * @param fields in the PG's order
   * @param script loaded as UTF-8
   * @param openFunction for example {@code INIStdPay.pay}
   * @param closeScript what the page at {@code closeUrl} loads to take the window away
   */
  record Scripted(
      SequencedMap<String, String> fields, URI script, String openFunction, URI closeScript)
      implements PgWindow {}

  /**
   * The whole page moves to the PG by posting the form.
   *
   * @param acceptCharset the form's {@code accept-charset}
   */
  record Posted(SequencedMap<String, String> fields, URI action, String acceptCharset)
      implements PgWindow {}

  /** The whole page moves to an address that the PG made for this payment. */
  record Page(URI url) implements PgWindow {}
}
