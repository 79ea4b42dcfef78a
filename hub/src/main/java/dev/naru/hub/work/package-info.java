/**
 * Work that falls due: one loop that finds it, leases it, carries it out and stops cleanly, and the
 * small concurrency tools that such work needs.
 */
@NullMarked
package dev.naru.hub.work;

import org.jspecify.annotations.NullMarked;
