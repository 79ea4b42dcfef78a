package dev.naru.pg.inicis.emulator.payment;

/**
 * The values behind a billing key, so that INIAPI can charge it. A net cancel ends a key: its line
 * in the book then has amount 0 and status {@code cancelled}.
 *
 * @param mid the merchant that the key belongs to
 * @param tid the key's line in the book
 * @param magic the name of a {@link dev.naru.sandbox.MagicCard}; empty for an ordinary card
 */
record BillKey(
    String mid, String tid, String orderId, String cardCode, String maskedCard, String magic) {}
