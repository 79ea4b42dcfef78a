@NullMarked
package dev.naru.hub.v1.wire;

import org.jspecify.annotations.NullMarked;
