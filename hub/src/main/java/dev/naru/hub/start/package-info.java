/** Says in one sentence why a hub doesn't start. */
@NullMarked
package dev.naru.hub.start;

import org.jspecify.annotations.NullMarked;
