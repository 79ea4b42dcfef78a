package dev.naru.pg.inicis.emulator.window;

import dev.naru.pg.inicis.emulator.wire.Bank;
import dev.naru.pg.inicis.emulator.wire.CardCompany;
import dev.naru.pg.inicis.emulator.wire.InicisEasyPay;
import dev.naru.pg.inicis.emulator.wire.Method;
import dev.naru.pg.inicis.emulator.wire.Terms;
import dev.naru.pg.inicis.emulator.wire.WindowOrder;
import dev.naru.sandbox.kit.PageTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms that a buyer fills in beside the card pages: their fields and the checks of what is
 * entered.
 */
final class MethodForm {

  /** The right SMS code. */
  static final String CODE = "123456";

  /**
   * {@code MM/YY}, {@code MMYY}, {@code YYYY-MM} or {@code YYMM}. An expiry in the past is
   * accepted, since i'mport's guides print 2019-01 and their data are valid as printed.
   */
  static final String EXPIRY =
      "(0[1-9]|1[0-2])\\s?/?\\s?\\d{2}|20\\d{2}[-/]?(0[1-9]|1[0-2])|\\d{2}(0[1-9]|1[0-2])";

  /** A cash receipt for income deduction. */
  static final String INCOME = "0";

  /** A cash receipt as proof of expense. */
  static final String EXPENSE = "1";

  /** How a page shows a field. */
  enum Kind {
    TILES,
    SELECT,
    TEXT,
    /** Digits; blanks and dashes are ignored. */
    DIGITS,
    /** Digits or a password that the page hides. */
    SECRET
  }

  /**
   * A field of a form.
   *
   * @param name its name in the form
   * @param pattern the regular expression of a right value; for digits, without blanks and dashes
   * @param text the key of its label; {@code .hint} and {@code .error} are added for its other
   *     texts
   * @param options label by value, for a choice
   * @param value the value that is filled in at first
   */
  record Field(
      String name,
      Kind kind,
      boolean required,
      String pattern,
      String text,
      Map<String, String> options,
      String value) {

    /** Whether blanks and dashes are ignored. */
    boolean digits() {
      return kind == Kind.DIGITS || kind == Kind.SECRET;
    }

    /** The entered value without blanks around it, and for digits without any. */
    String clean(String entered) {
      return digits() ? entered.replaceAll("[\\s-]", "") : entered.strip();
    }
  }

  private MethodForm() {}

  /** The fields of the window's current form. */
  static List<Field> of(Window window, PageTexts texts) {
    if (window.step() == Window.Step.CODE) {
      return List.of(digits("code", "\\d{6}", "code", ""));
    }
    if (window.order().terms().key()) {
      return key(window.order().terms());
    }
    if (!window.easyPay().isEmpty()) {
      return List.of(purse(InicisEasyPay.ofCode(window.easyPay()).orElseThrow(), texts));
    }
    return switch (window.method()) {
      case BANK -> bank(window.order(), texts);
      case VBANK -> account(window.order(), texts);
      case PHONE -> phone(window.order(), texts);
      case SMART_CULTURE -> List.of(digits("pin", "\\d{16,18}", "pin", ""));
      case CULTURE, HAPPY_MONEY, BOOK ->
          List.of(
              text("user", ".{1,30}", "user", ""),
              new Field("password", Kind.SECRET, true, "\\S{1,30}", "password", Map.of(), ""));
      case CARD -> List.of();
    };
  }

  /** The errors by field name, each a sentence; empty when everything is right. */
  static Map<String, String> wrong(
      List<Field> fields, Map<String, String> entered, PageTexts texts) {
    var wrong = new LinkedHashMap<String, String>();
    for (Field field : fields) {
      String value = field.clean(entered.getOrDefault(field.name(), ""));
      boolean right =
          value.isEmpty()
              ? !field.required()
              : field.options().isEmpty()
                  ? value.matches(field.pattern())
                  : field.options().containsKey(value);
      if (!right) {
        wrong.put(field.name(), texts.t(field.text() + ".error"));
      }
    }
    String receipt = entered.getOrDefault("receipt", "");
    String number = entered.getOrDefault("receiptNumber", "").strip();
    if (!receipt.isEmpty() && number.isEmpty() && fields.stream().anyMatch(MethodForm::isReceipt)) {
      wrong.put("receiptNumber", texts.t("receiptNumber.error"));
    }
    return wrong;
  }

  /**
   * The entered values that the merchant's answer needs; secrets and other personal data are not
   * among them.
   */
  static Map<String, String> kept(Window window, List<Field> fields, Map<String, String> entered) {
    var kept = new LinkedHashMap<>(window.own());
    for (Field field : fields) {
      String value = field.clean(entered.getOrDefault(field.name(), ""));
      switch (field.name()) {
        case "bank", "holder", "payer", "carrier", "phone", "user", "purse", "receipt" ->
            kept.put(field.name(), value);
        case "pin" -> kept.put("pin", value.substring(0, 4) + "*".repeat(value.length() - 4));
        default -> {}
      }
    }
    return kept;
  }

  private static boolean isReceipt(Field field) {
    return field.name().equals("receipt");
  }

  private static List<Field> bank(WindowOrder order, PageTexts texts) {
    var fields = new ArrayList<Field>();
    fields.add(banks(false, texts));
    fields.add(text("holder", ".{1,30}", "holder", order.buyerName()));
    fields.add(digits("birth", "\\d{6}|\\d{10}", "birth", ""));
    if (order.terms().receipts().contains(Method.BANK)) {
      fields.addAll(receipt(texts));
    }
    return fields;
  }

  private static List<Field> account(WindowOrder order, PageTexts texts) {
    var fields = new ArrayList<Field>();
    fields.add(banks(true, texts));
    fields.add(text("payer", ".{1,20}", "payer", order.buyerName()));
    if (order.terms().receipts().contains(Method.VBANK)) {
      fields.addAll(receipt(texts));
    }
    return fields;
  }

  private static List<Field> phone(WindowOrder order, PageTexts texts) {
    var carriers = new LinkedHashMap<String, String>();
    for (String carrier : List.of("SKT", "KTF", "LGT", "MVX")) {
      carriers.put(carrier, texts.t("carrier." + carrier));
    }
    String tel = order.buyerTel().replace("-", "");
    return List.of(
        new Field("carrier", Kind.TILES, true, "", "carrier", carriers, ""),
        digits("phone", "01\\d{8,9}", "phone", tel.matches("01\\d{8,9}") ? tel : ""),
        digits("birth", "\\d{6}", "birthDay", ""));
  }

  /**
   * The fields of a billing key window; the old one asks for less under {@code authtype} 01
   * (protocols/inicis.md §5.1).
   */
  private static List<Field> key(Terms terms) {
    var fields =
        new ArrayList<>(
            List.of(
                digits("cardNumber", "\\d{16}", "cardNumber", ""),
                text("expiry", EXPIRY, "expiry", ""),
                digits("birth", "\\d{6}|\\d{10}", "birth", "")));
    if (!terms.keyHolder().equals("01")) {
      fields.add(new Field("pwd", Kind.SECRET, true, "\\d{2}", "pwd", Map.of(), ""));
    }
    return fields;
  }

  private static Field purse(InicisEasyPay easyPay, PageTexts texts) {
    var purses = new LinkedHashMap<String, String>();
    purses.put("card", texts.t("purse.card", easyCard(easyPay).label(texts.english())));
    if (!easyPay.money().isEmpty()) {
      purses.put("money", texts.t("purse.money", easyPay.label(texts.english())));
    }
    return new Field("purse", Kind.TILES, true, "", "purse", purses, "card");
  }

  /** The card that the buyer has registered with an easy-pay. */
  static CardCompany easyCard(InicisEasyPay easyPay) {
    return easyPay == InicisEasyPay.APPLEPAY ? CardCompany.HYUNDAI : CardCompany.SHINHAN;
  }

  private static Field banks(boolean virtualAccounts, PageTexts texts) {
    var banks = new LinkedHashMap<String, String>();
    Bank.offered(virtualAccounts).forEach(b -> banks.put(b.code(), b.label(texts.english())));
    return new Field("bank", Kind.TILES, true, "", "bank", banks, "");
  }

  private static List<Field> receipt(PageTexts texts) {
    var kinds = new LinkedHashMap<String, String>();
    kinds.put("", texts.t("receipt.none"));
    kinds.put(INCOME, texts.t("receipt.income"));
    kinds.put(EXPENSE, texts.t("receipt.expense"));
    return List.of(
        new Field("receipt", Kind.SELECT, false, "", "receiptKind", kinds, ""),
        new Field(
            "receiptNumber", Kind.DIGITS, false, "\\d{10,18}", "receiptNumber", Map.of(), ""));
  }

  private static Field text(String name, String pattern, String text, String value) {
    return new Field(name, Kind.TEXT, true, pattern, text, Map.of(), value);
  }

  private static Field digits(String name, String pattern, String text, String value) {
    return new Field(name, Kind.DIGITS, true, pattern, text, Map.of(), value);
  }
}
