@NullMarked
package dev.naru.hub.work;

import org.jspecify.annotations.NullMarked;
