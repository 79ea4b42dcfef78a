package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.PageTexts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a page with a method's form shows beside the order.
 *
 * @param action the form's target below the window's path
 * @param submit the button's label, {@code 다음} or {@code 결제하기}
 * @param back the path back below the window's path; empty for none
 * @param steps the names of the steps; empty when there is only one
 * @param at the number of the current step, from 1
 * @param brand the style of another provider's page; empty for KG INICIS's own
 * @param agrees whether the buyer agrees to the terms here
 * @param agreeText what is agreed to
 * @param agreeError a sentence; empty when nothing is wrong
 */
public record MethodFormView(
    String title,
    String note,
    String action,
    String submit,
    String back,
    List<String> steps,
    int at,
    String brand,
    boolean agrees,
    String agreeText,
    String agreeError,
    List<Row> rows) {

  /**
   * A field.
   *
   * @param kind {@code tiles}, {@code select}, {@code text}, {@code digits} or {@code secret}
   * @param errorText the sentence for a wrong value
   * @param error the sentence if the value is wrong; else empty
   */
  public record Row(
      String name,
      String kind,
      boolean required,
      String pattern,
      String label,
      String hint,
      String errorText,
      String error,
      String value,
      List<Choice> options) {

    /** Whether a numeric keyboard is offered. */
    public boolean digits() {
      return kind.equals("digits") || kind.equals("secret");
    }

    /** The ids of the field's hint and error, for {@code aria-describedby}. */
    public String describedBy() {
      return (hint.isEmpty() ? "" : name + "-hint ") + name + "-error";
    }
  }

  /**
   * The view of the window's current form.
   *
   * @param entered the values that the buyer has entered, which are shown again unless they are
   *     secret
   * @param wrong the errors by field name; {@code agree} stands for the terms
   */
  static MethodFormView of(
      Window window, PageTexts texts, Map<String, String> entered, Map<String, String> wrong) {
    boolean code = window.step() == Window.Step.CODE;
    boolean phone = window.method() == Method.PHONE && window.easyPay().isEmpty();
    boolean key = window.order().terms().key();
    boolean asksCode = phone && !code;
    String easy =
        InicisEasyPay.ofCode(window.easyPay()).map(e -> e.label(texts.english())).orElse("");
    String kind = key ? "key" : !easy.isEmpty() ? "easy" : code ? "code" : window.method().code();
    return new MethodFormView(
        easy.isEmpty() ? texts.t("form." + kind) : easy,
        texts.t("form." + kind + ".note"),
        code ? "/code" : "/form",
        texts.t(asksCode ? "next" : "pay"),
        code
            ? ""
            : !window.easyPay().isEmpty() && window.order().terms().easyPay().isEmpty()
                ? "/cards"
                : window.choosesMethod() ? "/method" : "",
        phone ? List.of(texts.t("step.phone"), texts.t("step.code")) : List.of(),
        code ? 2 : 1,
        window.easyPay(),
        window.agreesInForm(),
        texts.t(key ? "agreeKey" : "agreeAll"),
        wrong.getOrDefault("agree", ""),
        MethodForm.of(window, texts).stream().map(f -> row(f, texts, entered, wrong)).toList());
  }

  private static Row row(
      MethodForm.Field field,
      PageTexts texts,
      Map<String, String> entered,
      Map<String, String> wrong) {
    boolean secret = field.kind() == MethodForm.Kind.SECRET || field.name().equals("cardNumber");
    String value = secret ? "" : entered.getOrDefault(field.name(), field.value());
    return new Row(
        field.name(),
        field.kind().name().toLowerCase(Locale.ROOT),
        field.required(),
        field.pattern(),
        texts.t(field.text()),
        texts.orEmpty(field.text() + ".hint"),
        texts.t(field.text() + ".error"),
        wrong.getOrDefault(field.name(), ""),
        value,
        field.options().entrySet().stream()
            .map(o -> new Choice(o.getKey(), o.getValue(), o.getKey().equals(value)))
            .toList());
  }
}
