/**
 * Every statement about payments, attempts and the journal: one transition a file, with its SQL.
 */
@NullMarked
package dev.naru.hub.payment.store;

import org.jspecify.annotations.NullMarked;
