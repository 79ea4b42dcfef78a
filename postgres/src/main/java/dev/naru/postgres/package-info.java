/** The bundled PostgreSQL: unpacked, started, adopted and stopped by naru; durable settings. */
@NullMarked
package dev.naru.postgres;

import org.jspecify.annotations.NullMarked;
