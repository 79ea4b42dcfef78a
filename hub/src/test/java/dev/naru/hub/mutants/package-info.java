/** Breaks the code on purpose, to see that the tests notice ({@code ./naru mutants}). */
@NullMarked
package dev.naru.hub.mutants;

import org.jspecify.annotations.NullMarked;
