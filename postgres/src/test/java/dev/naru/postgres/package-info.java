@NullMarked
package dev.naru.postgres;

import org.jspecify.annotations.NullMarked;
