/**
 * The limits of the web server: who may use how much of it at a time (G39), who a caller is behind
 * a proxy, and whether the hub can work (docs/reference/limits.md).
 */
@NullMarked
package dev.naru.hub.server;

import org.jspecify.annotations.NullMarked;
