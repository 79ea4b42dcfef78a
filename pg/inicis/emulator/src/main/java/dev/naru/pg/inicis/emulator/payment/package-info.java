/**
 * What the PG does: authentications become charges or keys, which are cancelled, refunded, inquired
 * about and deposited into. It depends on {@code wire}.
 */
@NullMarked
package dev.naru.pg.inicis.emulator.payment;

import org.jspecify.annotations.NullMarked;
