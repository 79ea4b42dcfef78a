/** The console's pages about what a shop's developers need. */
@NullMarked
package dev.naru.hub.console.developers;

import org.jspecify.annotations.NullMarked;
