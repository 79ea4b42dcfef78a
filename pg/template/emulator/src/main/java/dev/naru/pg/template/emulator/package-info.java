/** Template Pay, played. */
@NullMarked
package dev.naru.pg.template.emulator;

import org.jspecify.annotations.NullMarked;
