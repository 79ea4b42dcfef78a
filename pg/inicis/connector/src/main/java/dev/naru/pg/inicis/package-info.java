/**
 * The connector for KG INICIS (protocols/inicis.md). {@link dev.naru.pg.inicis.InicisConnector} is
 * its entry, every operation has a class of its own, and {@code wire} holds the message formats.
 */
@NullMarked
package dev.naru.pg.inicis;

import org.jspecify.annotations.NullMarked;
