@NullMarked
package dev.naru.pg.inicis.identity;

import org.jspecify.annotations.NullMarked;
