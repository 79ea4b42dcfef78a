/** The bundled PostgreSQL, which naru unpacks, starts, takes over and stops. */
@NullMarked
package dev.naru.postgres;

import org.jspecify.annotations.NullMarked;
