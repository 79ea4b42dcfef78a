/**
 * What the PG does: a registered trade becomes a charge or a key, which is charged again,
 * cancelled, refunded and deposited into. It depends on {@code wire}.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator.payment;

import org.jspecify.annotations.NullMarked;
