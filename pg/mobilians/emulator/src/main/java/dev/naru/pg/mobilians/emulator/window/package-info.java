/**
 * The buyer's window: pages, steps, and the result that goes back to the merchant. It depends on
 * {@code wire} and {@code payment}.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator.window;

import org.jspecify.annotations.NullMarked;
