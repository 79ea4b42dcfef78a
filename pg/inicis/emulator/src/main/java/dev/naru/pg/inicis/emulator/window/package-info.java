/**
 * The buyer's windows: opening, pages, and the result that goes back to the merchant. It depends on
 * {@code wire} and {@code payment}.
 */
@NullMarked
package dev.naru.pg.inicis.emulator.window;

import org.jspecify.annotations.NullMarked;
