@NullMarked
package dev.naru.hub.escrow;

import org.jspecify.annotations.NullMarked;
