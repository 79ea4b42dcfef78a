/**
 * What stands on KG INICIS's wire: merchants and keys, methods, code lists, digests, transaction
 * ids, and the order that a window's form asks for. It depends on no other package of the emulator.
 */
@NullMarked
package dev.naru.pg.inicis.emulator.wire;

import org.jspecify.annotations.NullMarked;
