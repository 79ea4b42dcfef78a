/** Tests of the KG Mobilians emulator over its own wire. */
@NullMarked
package dev.naru.pg.mobilians.emulator;

import org.jspecify.annotations.NullMarked;
