/** Encrypts secret values, and keeps the keys for that. */
@NullMarked
package dev.naru.hub.vault;

import org.jspecify.annotations.NullMarked;
