/**
 * Compares the hub's book with what the PGs say that they hold: lists of a day's transactions and
 * of payouts, the differences, and what is done about each (protocols/reconciliation.md).
 */
@NullMarked
package dev.naru.hub.reconcile;

import org.jspecify.annotations.NullMarked;
