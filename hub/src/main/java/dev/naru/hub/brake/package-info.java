/** Brakes on callers who try too often (G38): counted here, judged by the modules that use them. */
@NullMarked
package dev.naru.hub.brake;

import org.jspecify.annotations.NullMarked;
