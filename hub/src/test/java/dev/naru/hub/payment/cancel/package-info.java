@NullMarked
package dev.naru.hub.payment.cancel;

import org.jspecify.annotations.NullMarked;
