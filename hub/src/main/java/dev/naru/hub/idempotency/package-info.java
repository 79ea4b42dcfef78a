/** Requests that a merchant's server may repeat under a key of its own, with one effect (G13). */
@NullMarked
package dev.naru.hub.idempotency;

import org.jspecify.annotations.NullMarked;
