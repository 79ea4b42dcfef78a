/**
 * The V1 REST API: one controller for each resource, and the JSON that it answers with. How a
 * request and a response travel is in {@link dev.naru.hub.v1.wire}.
 */
@NullMarked
package dev.naru.hub.v1;

import org.jspecify.annotations.NullMarked;
