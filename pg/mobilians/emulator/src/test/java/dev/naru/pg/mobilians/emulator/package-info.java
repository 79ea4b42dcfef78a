/** KG Mobilians, played: proved over its own wire. */
@NullMarked
package dev.naru.pg.mobilians.emulator;

import org.jspecify.annotations.NullMarked;
