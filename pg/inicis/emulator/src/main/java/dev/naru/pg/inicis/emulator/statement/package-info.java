/**
 * The lists of KG INICIS's merchant admin, made from the emulated PG's book
 * (protocols/reconciliation.md §3, §10).
 */
@NullMarked
package dev.naru.pg.inicis.emulator.statement;

import org.jspecify.annotations.NullMarked;
