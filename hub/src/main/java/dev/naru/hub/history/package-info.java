/** What happened to a payment, put together from what every module keeps of it. */
@NullMarked
package dev.naru.hub.history;

import org.jspecify.annotations.NullMarked;
