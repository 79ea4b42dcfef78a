/**
 * What a payment gateway (PG) is to the hub: small capability interfaces and value types.
 *
 * <p>A connector implements {@link dev.naru.pg.spi.PgConnector} and, of the capability interfaces,
 * exactly those its PG can do. What it does not implement is answered "not supported" by the hub
 * itself. No framework, no HTTP library and no database is known here.
 */
@NullMarked
package dev.naru.pg.spi;

import org.jspecify.annotations.NullMarked;
