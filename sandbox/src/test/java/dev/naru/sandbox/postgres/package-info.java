@NullMarked
package dev.naru.sandbox.postgres;

import org.jspecify.annotations.NullMarked;
