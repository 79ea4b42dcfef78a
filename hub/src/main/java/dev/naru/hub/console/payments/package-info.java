/** The console's pages about payments. */
@NullMarked
package dev.naru.hub.console.payments;

import org.jspecify.annotations.NullMarked;
