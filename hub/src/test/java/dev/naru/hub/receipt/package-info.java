@NullMarked
package dev.naru.hub.receipt;

import org.jspecify.annotations.NullMarked;
