/** The buyer's side: window session, pages, the PG's return leg, the answer to the SDK. */
@NullMarked
package dev.naru.hub.checkout;

import org.jspecify.annotations.NullMarked;
