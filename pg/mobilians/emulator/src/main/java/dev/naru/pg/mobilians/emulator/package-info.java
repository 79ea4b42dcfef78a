/**
 * KG Mobilians, played: the PG's side of protocols/mobilians.md §2 (MUP REST), for the sandbox. It
 * knows the sandbox alone.
 */
@NullMarked
package dev.naru.pg.mobilians.emulator;

import org.jspecify.annotations.NullMarked;
