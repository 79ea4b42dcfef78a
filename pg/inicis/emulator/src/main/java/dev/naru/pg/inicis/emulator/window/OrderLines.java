package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.window.WindowView.Line;
import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.PageTexts;
import java.util.ArrayList;
import java.util.List;

/** The lines in which the buyer reads the order. */
final class OrderLines {

  private OrderLines() {}

  static List<Line> of(Window window, PageTexts w) {
    WindowOrder order = window.order();
    Terms terms = order.terms();
    var lines = new ArrayList<Line>();
    lines.add(new Line(w.t("shop"), order.shop().isEmpty() ? order.mid() : order.shop()));
    lines.add(new Line(w.t("goods"), order.goods()));
    if (window.step() != Window.Step.METHOD) {
      lines.add(new Line(w.t("method"), method(window, w)));
    }
    if (!terms.period().isEmpty()) {
      lines.add(new Line(w.t("period"), period(terms.period(), w)));
    }
    if (window.method() == Method.VBANK && window.step() != Window.Step.METHOD) {
      lines.add(new Line(w.t("deadline"), InicisTexts.minute(terms.deadline())));
    }
    if (window.method() == Method.PHONE && !terms.phoneGoods().isEmpty()) {
      lines.add(new Line(w.t("phoneGoods"), w.t("phoneGoods." + terms.phoneGoods())));
    }
    if (terms.tax() >= 0) {
      lines.add(new Line(w.t("tax"), w.won(terms.tax())));
    }
    if (terms.taxFree() >= 0) {
      lines.add(new Line(w.t("taxFree"), w.won(terms.taxFree())));
    }
    if (terms.escrow()) {
      lines.add(new Line(w.t("escrow"), w.t("escrowOn")));
    }
    if (!terms.appScheme().isEmpty()) {
      lines.add(new Line(w.t("appScheme"), terms.appScheme()));
    }
    return lines;
  }

  private static String method(Window window, PageTexts w) {
    if (window.order().terms().key()) {
      return w.t("methodKey");
    }
    if (!window.easyPay().isEmpty()) {
      return InicisEasyPay.ofCode(window.easyPay()).map(e -> e.label(w.english())).orElse("");
    }
    if (window.step() != Window.Step.NUMBER) {
      return w.t(window.method().key());
    }
    boolean free = window.order().interestFree(window.card(), window.months());
    return CardCompany.ofCode(window.card()).map(c -> c.label(w.english())).orElse("")
        + " · "
        + w.instalments(window.months())
        + (free ? " " + w.t("interestFree") : "");
  }

  /** The period of use as the buyer reads it. */
  private static String period(String text, PageTexts w) {
    if (text.matches("[YM]\\d{1,2}")) {
      return w.t("period." + text.charAt(0), text.substring(1));
    }
    return text.matches("\\d{8}-?\\d{8}")
        ? InicisTexts.day(text) + " ~ " + InicisTexts.day(text.substring(text.length() - 8))
        : text;
  }
}
