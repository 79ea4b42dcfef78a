/**
 * Opens and closes virtual accounts without a window. {@link dev.naru.hub.payment.call} has the
 * common part of every call to a PG.
 */
@NullMarked
package dev.naru.hub.payment.account;

import org.jspecify.annotations.NullMarked;
