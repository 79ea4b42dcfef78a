/** Hubs and databases that fail while merchants charge: {@code ./naru failover}. */
@org.jspecify.annotations.NullMarked
package dev.naru.hub.failover;
