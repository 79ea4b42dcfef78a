/**
 * Tests of whole journeys from outside: a real browser, real processes, and both books compared at
 * the end.
 */
@NullMarked
package dev.naru.acceptance;

import org.jspecify.annotations.NullMarked;
