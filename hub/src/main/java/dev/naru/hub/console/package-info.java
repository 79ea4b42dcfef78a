/**
 * The admin pages at {@code /console}. A page is a controller whose routes carry {@link Needs}, a
 * template in {@code console/layout}, and a line in {@link Place}.
 */
@NullMarked
package dev.naru.hub.console;

import org.jspecify.annotations.NullMarked;
