/** The places at which a test may end the hub, as a power cut would (spec/guarantees.md §4). */
@NullMarked
package dev.naru.hub.crash;

import org.jspecify.annotations.NullMarked;
