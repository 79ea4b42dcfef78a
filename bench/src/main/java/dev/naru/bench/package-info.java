/** Benchmarks of the hub under load, compared with what the database alone can do. */
@NullMarked
package dev.naru.bench;

import org.jspecify.annotations.NullMarked;
