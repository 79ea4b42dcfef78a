/** Counting and cutting texts by characters. */
@NullMarked
package dev.naru.hub.text;

import org.jspecify.annotations.NullMarked;
