/** What REST calls merchants made, for their developers. */
@NullMarked
package dev.naru.hub.requestlog;

import org.jspecify.annotations.NullMarked;
