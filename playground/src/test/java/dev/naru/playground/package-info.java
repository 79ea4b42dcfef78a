@NullMarked
package dev.naru.playground;

import org.jspecify.annotations.NullMarked;
