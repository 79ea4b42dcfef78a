/** The console's pages about a merchant's settings. */
@NullMarked
package dev.naru.hub.console.settings;

import org.jspecify.annotations.NullMarked;
