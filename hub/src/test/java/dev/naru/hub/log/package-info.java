@NullMarked
package dev.naru.hub.log;

import org.jspecify.annotations.NullMarked;
