@NullMarked
package dev.naru.pg.inicis.wire;

import org.jspecify.annotations.NullMarked;
