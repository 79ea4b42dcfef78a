/** KG INICIS's identity verification (protocols/inicis-identity.md). */
@NullMarked
package dev.naru.pg.inicis.identity;

import org.jspecify.annotations.NullMarked;
