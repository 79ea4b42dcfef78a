/**
 * The buyer's side of a payment: the request of the SDK, the session of a window, the hub's pages,
 * the return from the PG's window, and the result that the SDK hands to the shop's page.
 */
@NullMarked
package dev.naru.hub.checkout;

import org.jspecify.annotations.NullMarked;
