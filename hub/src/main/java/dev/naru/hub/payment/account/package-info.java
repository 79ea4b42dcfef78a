/** Virtual accounts without a window: the parts of a call to a PG that only they have. */
@NullMarked
package dev.naru.hub.payment.account;

import org.jspecify.annotations.NullMarked;
