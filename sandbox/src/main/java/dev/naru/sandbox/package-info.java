/**
 * The stage the emulated PGs stand on: the PGs' own book, scenarios and faults, the log of what
 * they received, the control calls. Also a program of its own ({@link dev.naru.sandbox.Sandbox}).
 */
@NullMarked
package dev.naru.sandbox;

import org.jspecify.annotations.NullMarked;
