/**
 * The payment: its state table, approve, cancel, net cancel, prepared amounts, the journal, the
 * janitor.
 */
@NullMarked
package dev.naru.hub.payment;

import org.jspecify.annotations.NullMarked;
