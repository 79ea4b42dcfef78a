/**
 * The parts that every emulated PG runs on: the PGs' own book, fault scenarios, notices, the log of
 * received calls, the clock and the control calls. The sandbox is also a program of its own, {@link
 * dev.naru.sandbox.Sandbox}.
 */
@NullMarked
package dev.naru.sandbox;

import org.jspecify.annotations.NullMarked;
