/**
 * All SQL about payments, attempts and the journal. The transitions that begin or end the same
 * thing are in one file, each with its SQL.
 */
@NullMarked
package dev.naru.hub.payment.store;

import org.jspecify.annotations.NullMarked;
