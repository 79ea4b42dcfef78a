/** A wire that misbehaves, between the hub and PGs and between the hub and merchants. */
@org.jspecify.annotations.NullMarked
package dev.naru.hub.wire;
