package dev.naru.hub.console.payments;

import dev.naru.hub.console.Form;
import dev.naru.hub.payment.Cancellation.Terms;
import dev.naru.hub.payment.Payment;
import org.jspecify.annotations.Nullable;

/**
 * What a cancel would give back and leave, in minor units. If nobody names the VAT, a PG takes an
 * eleventh of the taxed part, rounded down.
 *
 * @param amount what goes back
 * @param remaining what is left of the payment afterwards
 * @param taxFree the tax-free part of the amount
 * @param vat the VAT in the amount
 * @param supply the taxed part of the amount without its VAT
 */
public record Preview(long amount, long remaining, long taxFree, long vat, long supply) {

  private static final int WITH_VAT = 11;

  static Preview of(Payment payment, Terms terms, Form form) {
    long left = terms.remainingMinor();
    Long typed = number(form.get("amount"));
    long amount = typed == null || typed > left ? left : typed;
    boolean all = amount == left;
    Long typedFree = number(form.get("tax-free"));
    long taxFree =
        Math.min(amount, typedFree == null ? (all ? terms.taxFreeLeftMinor() : 0) : typedFree);
    long taxed = amount - taxFree;
    Long typedVat = number(form.get("vat"));
    Long vatLeft = terms.vatLeftMinor();
    long usual = all && vatLeft != null ? vatLeft : taxed / WITH_VAT;
    long vat = Math.min(taxed, typedVat == null ? usual : typedVat);
    return new Preview(amount, left - amount, taxFree, vat, taxed - vat);
  }

  /** Reads a whole number as people type it; null for any other text. */
  static @Nullable Long number(String text) {
    String digits = text.replaceAll("[,\\s원]", "");
    return digits.matches("[0-9]{1,15}") ? Long.valueOf(digits) : null;
  }
}
