package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.kit.Choice;
import dev.naru.sandbox.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a page with a method's form shows beside the order.
 *
 * @param action where the form goes, below the window's path
 * @param submit {@code 다음} or {@code 결제하기}
 * @param steps the names of the steps; none when there is only one
 * @param at the current one, from 1
 * @param brand the style of another provider's page; empty for KG INICIS's own
 * @param agrees whether the terms are agreed to here
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
    String agreeError,
    List<Row> rows) {

  /**
   * One field.
   *
   * @param kind {@code tiles}, {@code select}, {@code text}, {@code digits} or {@code secret}
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

    public boolean digits() {
      return kind.equals("digits") || kind.equals("secret");
    }

    /** What describes the field: its hint, where there is one, and what is wrong with it. */
    public String describedBy() {
      return (hint.isEmpty() ? "" : name + "-hint ") + name + "-error";
    }
  }

  /**
   * @param entered what the buyer had filled in, to be shown again; secrets are not
   * @param wrong a field's name to a sentence; {@code agree} is the terms
   */
  static MethodFormView of(
      Window window, Texts words, Map<String, String> entered, Map<String, String> wrong) {
    boolean code = window.step() == Window.Step.CODE;
    boolean phone = window.method() == Method.PHONE && window.easyPay().isEmpty();
    boolean key = window.order().terms().key();
    boolean asksCode = phone && !code;
    String easy =
        InicisEasyPay.ofCode(window.easyPay()).map(e -> e.label(words.english())).orElse("");
    String kind = key ? "key" : !easy.isEmpty() ? "easy" : code ? "code" : window.method().code();
    return new MethodFormView(
        easy.isEmpty() ? words.t("form." + kind) : easy,
        words.t("form." + kind + ".note"),
        code ? "/code" : "/form",
        words.t(asksCode ? "next" : "pay"),
        code
            ? ""
            : !window.easyPay().isEmpty() && window.order().terms().easyPay().isEmpty()
                ? "/cards"
                : window.choosesMethod() ? "/method" : "",
        phone ? List.of(words.t("step.phone"), words.t("step.code")) : List.of(),
        code ? 2 : 1,
        window.easyPay(),
        window.agreesInForm(),
        wrong.getOrDefault("agree", ""),
        MethodForm.of(window, words).stream().map(f -> row(f, words, entered, wrong)).toList());
  }

  private static Row row(
      MethodForm.Field field, Texts words, Map<String, String> entered, Map<String, String> wrong) {
    boolean secret = field.kind() == MethodForm.Kind.SECRET || field.name().equals("cardNumber");
    String value = secret ? "" : entered.getOrDefault(field.name(), field.value());
    return new Row(
        field.name(),
        field.kind().name().toLowerCase(Locale.ROOT),
        field.required(),
        field.pattern(),
        words.t(field.text()),
        words.orEmpty(field.text() + ".hint"),
        words.t(field.text() + ".error"),
        wrong.getOrDefault(field.name(), ""),
        value,
        field.options().entrySet().stream()
            .map(o -> new Choice(o.getKey(), o.getValue(), o.getKey().equals(value)))
            .toList());
  }
}
