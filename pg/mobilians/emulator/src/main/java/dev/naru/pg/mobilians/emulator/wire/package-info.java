/**
 * What stands on KG Mobilians's wire: merchants, code lists, digests, numbers, and the order that a
 * registration asks for. It depends on no other package of the emulator.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator.wire;

import org.jspecify.annotations.NullMarked;
