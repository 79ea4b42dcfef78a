/** The console's pages about billing keys and schedules. */
@NullMarked
package dev.naru.hub.console.billing;

import org.jspecify.annotations.NullMarked;
