/**
 * Emulates KG Mobilians: the PG's side of the wire of protocols/mobilians.md §2 (MUP), and the
 * buyer's pages. It shares no code with the connector, so that the two cannot share a mistake.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator;

import org.jspecify.annotations.NullMarked;
