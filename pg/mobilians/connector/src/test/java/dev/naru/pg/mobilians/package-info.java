@NullMarked
package dev.naru.pg.mobilians;

import org.jspecify.annotations.NullMarked;
