package dev.naru.pg.inicis.emulator.window;

import dev.naru.sandbox.kit.HtmlPages;
import dev.naru.sandbox.kit.PageTexts;
import io.javalin.http.Context;
import java.util.Map;

/**
 * Sends the windows' pages. Any page may frame a PC window, since the shop's page may itself be
 * framed; no page may frame a phone's window.
 */
public final class InicisPages {

  private final HtmlPages pages = new HtmlPages();

  void methods(Context ctx, WindowView view) {
    step(ctx, "methods", Map.of("v", view), view);
  }

  void card(Context ctx, WindowView view) {
    step(ctx, "card", Map.of("v", view), view);
  }

  void number(Context ctx, WindowView view) {
    step(ctx, "number", Map.of("v", view), view);
  }

  void form(Context ctx, WindowView view, MethodFormView form) {
    step(ctx, "form", Map.of("v", view, "f", form), view);
  }

  /** Posts the result to the merchant's address, whatever it is. */
  void handover(Context ctx, Handover handover) {
    pages.send(ctx, "inicis/handover.jte", Map.of("h", handover), "*", "*");
  }

  /** Loads the merchant's {@code closeUrl}. */
  void close(Context ctx, String closeUrl, PageTexts texts) {
    pages.send(ctx, "inicis/close.jte", Map.of("url", closeUrl, "w", texts), "'none'", "*");
  }

  /** A page with a message for the buyer. */
  void message(Context ctx, String title, String text, PageTexts texts) {
    Map<String, Object> model = Map.of("title", title, "text", text, "w", texts);
    pages.send(ctx, "inicis/message.jte", model, "'none'", "*");
  }

  void receipt(Context ctx, ReceiptView view) {
    pages.send(ctx, "inicis/receipt.jte", Map.of("v", view), "'none'", "'none'");
  }

  private void step(Context ctx, String page, Map<String, Object> model, WindowView view) {
    pages.send(ctx, "inicis/" + page + ".jte", model, "'self'", view.framed() ? "*" : "'none'");
  }
}
