/** Deliveries of what escrow payments paid for (spec/rest-api.md §4.10). */
@NullMarked
package dev.naru.hub.escrow;

import org.jspecify.annotations.NullMarked;
