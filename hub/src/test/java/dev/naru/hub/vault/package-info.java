@NullMarked
package dev.naru.hub.vault;

import org.jspecify.annotations.NullMarked;
