/** Giving money back: the parts of a call to a PG that only a cancel has. */
@NullMarked
package dev.naru.hub.payment.cancel;

import org.jspecify.annotations.NullMarked;
