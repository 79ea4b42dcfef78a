/** KG INICIS's identity verification, emulated (protocols/inicis-identity.md §14). */
@NullMarked
package dev.naru.pg.inicis.emulator.identity;

import org.jspecify.annotations.NullMarked;
