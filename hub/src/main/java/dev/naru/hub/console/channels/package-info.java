/** The console's pages about channels. */
@NullMarked
package dev.naru.hub.console.channels;

import org.jspecify.annotations.NullMarked;
