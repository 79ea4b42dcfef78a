package dev.naru.pg.spi;

import java.net.URI;
import java.util.SequencedMap;

/** How a browser opens a PG's window. The buyer can read all of it, so it must hold no secret. */
public sealed interface PgWindow {

  /**
   * The page holds a form with these fields and the PG's script, and calls {@code
   * openFunction(formId)}.
   *
   * @param fields the form's fields, in the order that the PG documents
   * @param script the address of the PG's script, which is loaded as UTF-8
   * @param openFunction the script's function, for example {@code MyPg.pay}
   * @param closeScript the script by which the page at {@code closeUrl} removes the window
   */
  record Scripted(
      SequencedMap<String, String> fields, URI script, String openFunction, URI closeScript)
      implements PgWindow {}

  /**
   * The browser leaves the page for the PG by posting a form.
   *
   * @param fields the form's fields, in the order that the PG documents
   * @param action the PG's address
   * @param acceptCharset the form's {@code accept-charset}
   */
  record Posted(SequencedMap<String, String> fields, URI action, String acceptCharset)
      implements PgWindow {}

  /** The browser leaves the page for an address that the PG made for this payment. */
  record Page(URI url) implements PgWindow {}
}
