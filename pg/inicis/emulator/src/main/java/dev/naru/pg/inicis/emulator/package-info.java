/**
 * Emulates KG INICIS: the PG's side of the wire of protocols/inicis.md, with checks as strict as
 * the PG's, and the buyer's pages. It shares no code with the connector, so that the two cannot
 * share a mistake.
 */
@NullMarked
package dev.naru.pg.inicis.emulator;

import org.jspecify.annotations.NullMarked;
