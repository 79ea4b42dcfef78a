package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Inicis;
import dev.naru.sandbox.Book;
import io.javalin.config.RoutesConfig;

/** The pages of sales slips and cash receipts. */
public final class SlipPages {

  private final Book book;
  private final InicisPages pages;

  public SlipPages(Book book, InicisPages pages) {
    this.book = book;
    this.pages = pages;
  }

  /** Adds the pages; {@code noTid} in their address names the charge. */
  public void mount(RoutesConfig routes) {
    for (String slip : new String[] {"mCmReceipt_head.jsp", "Cash_mCmReceipt.jsp"}) {
      boolean cash = slip.startsWith("Cash");
      routes.get(
          "/iniweb.inicis.com/DefaultWebApp/mall/cr/cm/" + slip,
          ctx ->
              pages.receipt(
                  ctx,
                  book.byTid(Inicis.PG, String.valueOf(ctx.queryParam("noTid")))
                      .map(charge -> ReceiptView.of(charge, cash))
                      .orElseGet(ReceiptView::missing)));
    }
  }
}
