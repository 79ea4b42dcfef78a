/**
 * The fields that every line of the log carries besides its text: whose request it belongs to, and
 * which payment it is about.
 */
@NullMarked
package dev.naru.hub.log;

import org.jspecify.annotations.NullMarked;
