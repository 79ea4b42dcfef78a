/** How browsers read addresses; the hub and the sandbox share it. */
@NullMarked
package dev.naru.text;

import org.jspecify.annotations.NullMarked;
