/** The history of a payment, put together from what every module stores of it. */
@NullMarked
package dev.naru.hub.history;

import org.jspecify.annotations.NullMarked;
