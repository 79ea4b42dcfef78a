/** The console's pages about webhooks. */
@NullMarked
package dev.naru.hub.console.webhooks;

import org.jspecify.annotations.NullMarked;
