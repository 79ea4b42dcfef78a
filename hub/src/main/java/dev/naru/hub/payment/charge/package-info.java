/** What a charge from server to server says for itself. */
@NullMarked
package dev.naru.hub.payment.charge;

import org.jspecify.annotations.NullMarked;
