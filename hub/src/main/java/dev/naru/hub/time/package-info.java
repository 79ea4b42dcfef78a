/** The only clock. */
@NullMarked
package dev.naru.hub.time;

import org.jspecify.annotations.NullMarked;
