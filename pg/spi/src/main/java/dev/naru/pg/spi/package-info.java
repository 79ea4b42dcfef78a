/**
 * The interface between the hub and a payment gateway (PG): small capability interfaces and value
 * types.
 *
 * <p>A connector implements {@link dev.naru.pg.spi.PgConnector} and the capability interfaces for
 * what its PG can do. For everything else the hub itself answers "not supported". This package uses
 * no framework, no HTTP library and no database.
 */
@NullMarked
package dev.naru.pg.spi;

import org.jspecify.annotations.NullMarked;
