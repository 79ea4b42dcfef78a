/** Ends hubs and databases at the worst moments, and compares both books afterwards. */
@org.jspecify.annotations.NullMarked
package dev.naru.hub.crash;
