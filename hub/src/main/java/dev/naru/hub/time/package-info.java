/** The hub's clock, which is the only code that reads the system's, and Korea's time zone. */
@NullMarked
package dev.naru.hub.time;

import org.jspecify.annotations.NullMarked;
