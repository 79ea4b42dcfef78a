/** Applies PGs' notices about deposits and about escrow payments. */
@NullMarked
package dev.naru.hub.payment.deposit;

import org.jspecify.annotations.NullMarked;
