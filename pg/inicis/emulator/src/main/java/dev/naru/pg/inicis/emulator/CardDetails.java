package dev.naru.pg.inicis.emulator;

import dev.naru.sandbox.Book.Charge;

/**
 * What the book keeps about a card charge, to answer later; no card data beyond the masked number.
 *
 * @param method {@code Card}, or {@code VCard} for ISP
 * @param at yyyyMMddHHmmss KST
 */
record CardDetails(
    String authentication,
    String method,
    String maskedCard,
    String cardCode,
    String bankCode,
    String cardName,
    int months,
    boolean interestFree,
    String approvalNumber,
    String at,
    String goods,
    String merchantUid) {

  static CardDetails of(Charge charge) {
    return Notebook.JSON.readValue(charge.details(), CardDetails.class);
  }

  String json() {
    return Notebook.JSON.writeValueAsString(this);
  }

  /** {@code 00}, {@code 02} ... */
  String quota() {
    return months < 10 ? "0" + months : Integer.toString(months);
  }

  String date() {
    return at.substring(0, 8);
  }

  String time() {
    return at.substring(8);
  }

  /** The family of the decline codes (protocols/inicis.md §10). */
  String codeFamily() {
    return "VCard".equals(method) ? "501" : "500";
  }
}
