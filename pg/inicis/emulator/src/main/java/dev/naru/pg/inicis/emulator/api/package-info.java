/**
 * The calls of merchants' servers, read and answered. It depends on {@code wire} and {@code
 * payment}.
 */
@NullMarked
package dev.naru.pg.inicis.emulator.api;

import org.jspecify.annotations.NullMarked;
