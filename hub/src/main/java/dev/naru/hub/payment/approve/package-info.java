/** What an approval after a window says for itself. */
@NullMarked
package dev.naru.hub.payment.approve;

import org.jspecify.annotations.NullMarked;
