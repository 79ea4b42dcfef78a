/** Tests of the KG INICIS emulator over its own wire. */
@NullMarked
package dev.naru.pg.inicis.emulator;

import org.jspecify.annotations.NullMarked;
