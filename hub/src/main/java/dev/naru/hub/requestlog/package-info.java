/** The log of merchants' REST calls, for their developers. */
@NullMarked
package dev.naru.hub.requestlog;

import org.jspecify.annotations.NullMarked;
