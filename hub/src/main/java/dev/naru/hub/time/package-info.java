/** The hub's clock and Korea's time zone. No other code reads the system's clock. */
@NullMarked
package dev.naru.hub.time;

import org.jspecify.annotations.NullMarked;
