/**
 * KG INICIS, played: the PG's side of the wire of {@code protocols/inicis.md}, checked as strictly
 * as the PG would, and the pages a buyer sees. It shares no code with the connector, so that the
 * two cannot share a mistake.
 */
@NullMarked
package dev.naru.pg.inicis.emulator;

import org.jspecify.annotations.NullMarked;
