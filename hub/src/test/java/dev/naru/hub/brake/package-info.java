@NullMarked
package dev.naru.hub.brake;

import org.jspecify.annotations.NullMarked;
