package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.kit.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms that a buyer fills in beside the card pages: which fields, and what is right in them.
 */
final class MethodForm {

  /** The SMS code that is right. */
  static final String CODE = "123456";

  /**
   * {@code MM/YY}, {@code MMYY}, {@code YYYY-MM} or {@code YYMM}. It isn't compared with today:
   * i'mport's guides print an expiry of 2019-01, and their data is valid as printed.
   */
  static final String EXPIRY =
      "(0[1-9]|1[0-2])\\s?/?\\s?\\d{2}|20\\d{2}[-/]?(0[1-9]|1[0-2])|\\d{2}(0[1-9]|1[0-2])";

  static final String INCOME = "0";
  static final String EXPENSE = "1";

  /** What a buyer enters in a field, and how a page shows it. */
  enum Kind {
    TILES,
    SELECT,
    TEXT,
    /** Digits; blanks and dashes don't count. */
    DIGITS,
    /** Digits that the page hides. */
    SECRET
  }

  /**
   * @param name in the form; with the method's kind, also the key of its texts
   * @param pattern what is right, as a regular expression; a digits field without blanks and dashes
   * @param text the key of its label; {@code .hint} and {@code .error} behind it
   * @param options value to label, of a choice
   * @param value filled in already
   */
  record Field(
      String name,
      Kind kind,
      boolean required,
      String pattern,
      String text,
      Map<String, String> options,
      String value) {

    boolean digits() {
      return kind == Kind.DIGITS || kind == Kind.SECRET;
    }

    String clean(String entered) {
      return digits() ? entered.replaceAll("[\\s-]", "") : entered.strip();
    }
  }

  private MethodForm() {}

  /** The fields of the window's current form. */
  static List<Field> of(Window window, Texts words) {
    if (window.step() == Window.Step.CODE) {
      return List.of(digits("code", "\\d{6}", "code", ""));
    }
    if (window.order().terms().key()) {
      return key(window.order().terms());
    }
    if (!window.easyPay().isEmpty()) {
      return List.of(purse(InicisEasyPay.ofCode(window.easyPay()).orElseThrow(), words));
    }
    return switch (window.method()) {
      case BANK -> bank(window.order(), words);
      case VBANK -> account(window.order(), words);
      case PHONE -> phone(window.order(), words);
      case SMART_CULTURE -> List.of(digits("pin", "\\d{16,18}", "pin", ""));
      case CULTURE, HAPPY_MONEY, BOOK ->
          List.of(
              text("user", ".{1,30}", "user", ""),
              new Field("password", Kind.SECRET, true, "\\S{1,30}", "password", Map.of(), ""));
      case CARD -> List.of();
    };
  }

  /** What is wrong: a field's name to a sentence; empty when the form is right. */
  static Map<String, String> wrong(List<Field> fields, Map<String, String> entered, Texts words) {
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
        wrong.put(field.name(), words.t(field.text() + ".error"));
      }
    }
    String receipt = entered.getOrDefault("receipt", "");
    String number = entered.getOrDefault("receiptNumber", "").strip();
    if (!receipt.isEmpty() && number.isEmpty() && fields.stream().anyMatch(MethodForm::isReceipt)) {
      wrong.put("receiptNumber", words.t("receiptNumber.error"));
    }
    return wrong;
  }

  /**
   * The values that are kept for the merchant's answer: nothing secret, nothing personal beyond.
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

  private static List<Field> bank(WindowOrder order, Texts words) {
    var fields = new ArrayList<Field>();
    fields.add(banks(false, words));
    fields.add(text("holder", ".{1,30}", "holder", order.buyerName()));
    fields.add(digits("birth", "\\d{6}|\\d{10}", "birth", ""));
    if (order.terms().receipts().contains(Method.BANK)) {
      fields.addAll(receipt(words));
    }
    return fields;
  }

  private static List<Field> account(WindowOrder order, Texts words) {
    var fields = new ArrayList<Field>();
    fields.add(banks(true, words));
    fields.add(text("payer", ".{1,20}", "payer", order.buyerName()));
    if (order.terms().receipts().contains(Method.VBANK)) {
      fields.addAll(receipt(words));
    }
    return fields;
  }

  private static List<Field> phone(WindowOrder order, Texts words) {
    var carriers = new LinkedHashMap<String, String>();
    for (String carrier : List.of("SKT", "KTF", "LGT", "MVX")) {
      carriers.put(carrier, words.t("carrier." + carrier));
    }
    String tel = order.buyerTel().replace("-", "");
    return List.of(
        new Field("carrier", Kind.TILES, true, "", "carrier", carriers, ""),
        digits("phone", "01\\d{8,9}", "phone", tel.matches("01\\d{8,9}") ? tel : ""),
        digits("birth", "\\d{6}", "birthDay", ""));
  }

  /** Old billing windows ask for less under {@code authtype} 01 (protocols/inicis.md §5.1). */
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

  private static Field purse(InicisEasyPay easyPay, Texts words) {
    var purses = new LinkedHashMap<String, String>();
    purses.put("card", words.t("purse.card", easyCard(easyPay).label(words.english())));
    if (!easyPay.money().isEmpty()) {
      purses.put("money", words.t("purse.money", easyPay.label(words.english())));
    }
    return new Field("purse", Kind.TILES, true, "", "purse", purses, "card");
  }

  /** The card that the played buyer has registered with every easy-pay. */
  static CardCompany easyCard(InicisEasyPay easyPay) {
    return easyPay == InicisEasyPay.APPLEPAY ? CardCompany.HYUNDAI : CardCompany.SHINHAN;
  }

  private static Field banks(boolean virtualAccounts, Texts words) {
    var banks = new LinkedHashMap<String, String>();
    Bank.offered(virtualAccounts).forEach(b -> banks.put(b.code(), b.label(words.english())));
    return new Field("bank", Kind.TILES, true, "", "bank", banks, "");
  }

  private static List<Field> receipt(Texts words) {
    var kinds = new LinkedHashMap<String, String>();
    kinds.put("", words.t("receipt.none"));
    kinds.put(INCOME, words.t("receipt.income"));
    kinds.put(EXPENSE, words.t("receipt.expense"));
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
