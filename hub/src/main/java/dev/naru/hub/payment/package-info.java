/**
 * Payments: their state table, approval, cancel, net cancel, prepared amounts, the journal, and the
 * janitor that ends unresolved calls.
 */
@NullMarked
package dev.naru.hub.payment;

import org.jspecify.annotations.NullMarked;
