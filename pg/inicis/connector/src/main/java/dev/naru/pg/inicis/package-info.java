/**
 * naru speaking to KG INICIS (protocols/inicis.md). {@link dev.naru.pg.inicis.InicisConnector} is
 * the face; every operation has a file of its own, and {@code wire} holds what goes over the line.
 */
@NullMarked
package dev.naru.pg.inicis;

import org.jspecify.annotations.NullMarked;
