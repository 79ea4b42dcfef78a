/**
 * The common part of every call to a PG: ask, judge the answer, store it, take over, resolve,
 * postpone.
 */
@NullMarked
package dev.naru.hub.payment.call;

import org.jspecify.annotations.NullMarked;
