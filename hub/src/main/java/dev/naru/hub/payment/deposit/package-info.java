/** What PGs tell of by themselves: deposits, and changes of escrow. */
@NullMarked
package dev.naru.hub.payment.deposit;

import org.jspecify.annotations.NullMarked;
