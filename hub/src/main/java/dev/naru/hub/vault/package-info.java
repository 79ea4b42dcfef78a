/** Sealing of what must be kept secret. */
@NullMarked
package dev.naru.hub.vault;

import org.jspecify.annotations.NullMarked;
