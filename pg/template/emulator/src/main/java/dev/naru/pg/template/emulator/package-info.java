/** The emulator of Template Pay. */
@NullMarked
package dev.naru.pg.template.emulator;

import org.jspecify.annotations.NullMarked;
