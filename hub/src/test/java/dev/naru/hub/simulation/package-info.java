/**
 * Seeded runs of the hub's own decisions on virtual time, among PGs, merchants and a store that
 * fail (docs/concepts/simulation.md).
 */
@NullMarked
package dev.naru.hub.simulation;

import org.jspecify.annotations.NullMarked;
