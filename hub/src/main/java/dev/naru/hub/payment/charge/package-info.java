/**
 * Charges from server to server. {@link dev.naru.hub.payment.call} has the common part of every
 * call to a PG.
 */
@NullMarked
package dev.naru.hub.payment.charge;

import org.jspecify.annotations.NullMarked;
