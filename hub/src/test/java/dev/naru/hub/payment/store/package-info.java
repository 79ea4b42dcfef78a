@NullMarked
package dev.naru.hub.payment.store;

import org.jspecify.annotations.NullMarked;
