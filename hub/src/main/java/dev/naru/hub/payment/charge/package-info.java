/** Charges from server to server: the parts of a call to a PG that only they have. */
@NullMarked
package dev.naru.hub.payment.charge;

import org.jspecify.annotations.NullMarked;
