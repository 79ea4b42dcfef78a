/** The console's page on what the PGs say they hold, and on where the book differs. */
@NullMarked
package dev.naru.hub.console.reconcile;

import org.jspecify.annotations.NullMarked;
