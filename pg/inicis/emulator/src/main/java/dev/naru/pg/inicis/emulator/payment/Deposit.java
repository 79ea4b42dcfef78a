package dev.naru.pg.inicis.emulator.payment;

/**
 * Money that came into a virtual account.
 *
 * @param tid {@code ININPGVBNK...}, not that of the issue (protocols/inicis.md §2.1)
 * @param at yyyyMMddHHmmss KST
 * @param takenBack the bank took it out again ({@code 0400})
 */
record Deposit(String tid, String at, boolean takenBack) {}
