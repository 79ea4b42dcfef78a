/** The hub, the sandbox and a demo shop in one process, which {@code ./naru run} starts. */
@NullMarked
package dev.naru.playground;

import org.jspecify.annotations.NullMarked;
