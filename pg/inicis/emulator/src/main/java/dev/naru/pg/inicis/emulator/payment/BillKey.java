package dev.naru.pg.inicis.emulator.payment;

/**
 * A billing key that KG INICIS keeps, so that INIAPI can charge it. It can be charged as long as
 * its line in the book isn't a cancelled one of amount 0: that is what a net cancel leaves.
 *
 * @param mid the merchant that it belongs to
 * @param tid the line of the book with status {@code key}
 * @param magic the name of a {@link dev.naru.sandbox.MagicCard}; empty for a card that simply pays
 */
record BillKey(
    String mid, String tid, String orderId, String cardCode, String maskedCard, String magic) {}
