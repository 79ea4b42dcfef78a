@NullMarked
package dev.naru.hub.identity;

import org.jspecify.annotations.NullMarked;
