/**
 * All SQL about payments, attempts and the journal. A transition stands in one file with its SQL.
 */
@NullMarked
package dev.naru.hub.payment.store;

import org.jspecify.annotations.NullMarked;
