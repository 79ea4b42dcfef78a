/** Hub, sandbox and a demo shop in one process: what {@code ./naru run} starts. */
@NullMarked
package dev.naru.playground;

import org.jspecify.annotations.NullMarked;
