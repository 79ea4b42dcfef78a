/**
 * The lists of KG INICIS's merchant admin: a day's approvals and a payout, asked for over its URL
 * feed or brought as the same text in a file (protocols/reconciliation.md §3).
 */
@NullMarked
package dev.naru.pg.inicis.statement;

import org.jspecify.annotations.NullMarked;
