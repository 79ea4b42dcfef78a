/**
 * The lists of KG INICIS's merchant admin: a day's approvals and a payout. The hub requests them
 * from the admin's URL feed, or a person brings the same text as a file
 * (protocols/reconciliation.md §3).
 */
@NullMarked
package dev.naru.pg.inicis.statement;

import org.jspecify.annotations.NullMarked;
