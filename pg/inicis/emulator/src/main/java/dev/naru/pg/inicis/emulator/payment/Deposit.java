package dev.naru.pg.inicis.emulator.payment;

/**
 * A deposit into a virtual account.
 *
 * @param tid the deposit's TID, {@code ININPGVBNK...}; the account's own TID is another
 *     (protocols/inicis.md §2.1)
 * @param at yyyyMMddHHmmss, Korean time
 * @param takenBack whether the bank has taken it back ({@code 0400})
 */
record Deposit(String tid, String at, boolean takenBack) {}
