/** The hub under load, side by side with what the database alone can do. */
@NullMarked
package dev.naru.bench;

import org.jspecify.annotations.NullMarked;
