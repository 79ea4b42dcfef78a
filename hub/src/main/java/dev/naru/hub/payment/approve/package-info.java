/**
 * Approves payments after a window. {@link dev.naru.hub.payment.call} has the common part of every
 * call to a PG.
 */
@NullMarked
package dev.naru.hub.payment.approve;

import org.jspecify.annotations.NullMarked;
