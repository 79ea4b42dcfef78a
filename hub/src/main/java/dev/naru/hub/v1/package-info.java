/** The V1 REST API: the only place that knows V1's wire. */
@NullMarked
package dev.naru.hub.v1;

import org.jspecify.annotations.NullMarked;
