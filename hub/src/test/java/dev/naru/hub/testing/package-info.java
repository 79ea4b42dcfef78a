/** What the hub's tests share. */
@NullMarked
package dev.naru.hub.testing;

import org.jspecify.annotations.NullMarked;
