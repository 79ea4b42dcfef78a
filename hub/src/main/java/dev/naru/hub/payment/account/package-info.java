/** Virtual accounts without a window: what of a PG's call is their own. */
@NullMarked
package dev.naru.hub.payment.account;

import org.jspecify.annotations.NullMarked;
