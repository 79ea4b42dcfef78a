/**
 * Reads the calls of merchants' servers and answers them. It depends on {@code wire} and {@code
 * payment}.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator.api;

import org.jspecify.annotations.NullMarked;
