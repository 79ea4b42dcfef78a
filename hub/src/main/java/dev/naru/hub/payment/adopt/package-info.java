/** Enters into the book charges and cancels that only the PG knows. */
@NullMarked
package dev.naru.hub.payment.adopt;

import org.jspecify.annotations.NullMarked;
