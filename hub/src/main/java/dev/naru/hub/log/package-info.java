/**
 * What every line of the log says besides its sentence: whose request it belongs to, and which
 * payment it is about.
 */
@NullMarked
package dev.naru.hub.log;

import org.jspecify.annotations.NullMarked;
