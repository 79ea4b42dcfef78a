/** A call to a PG, once: ask, judge, write down, take over, resolve, postpone. */
@NullMarked
package dev.naru.hub.payment.call;

import org.jspecify.annotations.NullMarked;
