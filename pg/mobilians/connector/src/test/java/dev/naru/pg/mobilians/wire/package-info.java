@NullMarked
package dev.naru.pg.mobilians.wire;

import org.jspecify.annotations.NullMarked;
